package org.breakwater.sip.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.DialogState;
import org.breakwater.sip.dialog.HeaderValues;
import org.breakwater.sip.dialog.ReliableProvisionals;
import org.breakwater.sip.dialog.ReliableReception;
import org.breakwater.sip.dialog.SessionTimer;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** A call we get (RFC 3261 §13.3). Rings reliably when the caller requires that (RFC 3262). */
public final class IncomingCall extends Call {

    private final Signalling.ReceivedRequest invite;
    private final ReliableProvisionals provisionals;
    private final boolean reliable;
    private final List<Integer> statuses = new ArrayList<>();
    private Timers.Timer again = () -> {};
    private final Call replaced;
    private boolean answered;

    /** A call that takes the place of {@code replaced} once it is answered; null for none. */
    IncomingCall(AgentContext context, CallListener listener, Signalling.ReceivedRequest invite, Call replaced) {
        super(context, listener);
        this.invite = invite;
        this.replaced = replaced;
        this.provisionals = new ReliableProvisionals(context.identifiers().firstRseq());
        this.reliable = HeaderValues.contains(invite.request(), HeaderName.REQUIRE, "100rel");
    }

    /** Makes the dialog; false when the INVITE was answered because it lacks what a dialog needs. */
    boolean open() {
        SipMessage request = invite.request();
        try {
            begin(Dialog.uas(request, context().identifiers().tag(), DialogState.EARLY));
            session().learn(request);
            if (session().timer().onRequest(request) == SessionTimer.RequestVerdict.TOO_SMALL) {
                int minimum = session().timer().minimum();
                refuse(response(422).header(HeaderName.MIN_SE, Integer.toString(minimum)));
                return false;
            }
        } catch (SipParseException e) {
            invite.respond(ResponseBuilder.of(request, e.status(), e.getMessage())
                    .toTag(context().identifiers().tag()));
            end(CallEnd.failed(new Failure(e.status(), e.getMessage(), null, true)));
            return false;
        }
        if (offer() != null) {
            negotiation().remoteOffer();
        }
        return true;
    }

    /** The INVITE. */
    public SipMessage invite() {
        return invite.request();
    }

    /** The caller's session description; null when the caller wants us to offer. */
    public byte[] offer() {
        return description(invite.request());
    }

    /** Tells the caller that it rings. */
    public void ring() {
        if (answered || isEnded()) {
            return;
        }
        if (reliable) {
            statuses.add(180);
            carryOut(provisionals.offer(statuses.size() - 1));
        } else {
            invite.respond(provisional(180));
        }
    }

    /**
     * Answers.
     *
     * @param description our answer, or our offer when {@link #offer()} is null
     */
    public void answer(byte[] description) {
        if (answered || isEnded()) {
            return;
        }
        answered = true;
        again.cancel();
        provisionals.finished();
        boolean answersOffer = offer() != null;
        if (answersOffer) {
            negotiation().answered();
        } else {
            negotiation().localOffer();
        }
        session().localDescription(description);
        session().dialog().confirm();
        session().acceptInvite(invite, description);
        if (replaced != null) {
            replaced.hangUp();
        }
        if (answersOffer) {
            listener().established(offer());
        }
    }

    /** Refuses, by 486 Busy Here, 603 Decline, 488 Not Acceptable Here or the like. */
    public void reject(int status) {
        if (!answered && !isEnded()) {
            refuse(response(status));
        }
    }

    /** The caller hung up before we answered. */
    void cancelled() {
        if (!answered && !isEnded()) {
            invite.respond(response(487));
            end(CallEnd.remote());
        }
    }

    boolean isFor(Signalling.ReceivedRequest other) {
        return invite == other;
    }

    @Override
    void abandon() {
        reject(603);
    }

    @Override
    boolean request(Signalling.ReceivedRequest received) {
        return received.request().method() == Method.PRACK && acknowledge(received);
    }

    @Override
    void release() {
        super.release();
        again.cancel();
        provisionals.finished();
    }

    private boolean acknowledge(Signalling.ReceivedRequest prack) {
        try {
            String rack = prack.request().header(HeaderName.RACK);
            Optional<Long> rseq = ReliableReception.acknowledged(rack, invite.request());
            if (rseq.isEmpty() || !provisionals.matches(rseq.get())) {
                return false;
            }
            session().dialog().onRequest(prack.request());
            prack.respond(context()
                    .response(prack.request(), 200, session().dialog().id().localTag()));
            again.cancel();
            carryOut(provisionals.acknowledged());
            return true;
        } catch (SipParseException e) {
            prack.respond(ResponseBuilder.of(prack.request(), e.status(), e.getMessage()));
            return true;
        }
    }

    private void carryOut(List<ReliableProvisionals.Effect> effects) {
        for (ReliableProvisionals.Effect effect : effects) {
            if (effect instanceof ReliableProvisionals.Send send) {
                invite.respond(provisional(statuses.get(send.response()))
                        .header(HeaderName.REQUIRE, "100rel")
                        .header(HeaderName.RSEQ, Long.toString(send.rseq())));
            } else if (effect instanceof ReliableProvisionals.Wait wait) {
                again.cancel();
                again = context().timers().schedule(wait.millis(), () -> carryOut(provisionals.timerFired()));
            } else {
                refuse(response(504));
            }
        }
    }

    private void refuse(ResponseBuilder response) {
        invite.respond(response);
        end(CallEnd.local());
    }

    private ResponseBuilder provisional(int status) {
        return response(status)
                .copyRecordRoute()
                .header(HeaderName.CONTACT, '<' + context().contactUri(nextHop()) + '>')
                .header(HeaderName.ALLOW, AgentContext.ALLOW);
    }

    private ResponseBuilder response(int status) {
        return context()
                .response(invite.request(), status, session().dialog().id().localTag());
    }
}
