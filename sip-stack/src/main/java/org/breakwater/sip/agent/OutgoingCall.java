package org.breakwater.sip.agent;

import java.util.HashMap;
import java.util.Map;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.DialogId;
import org.breakwater.sip.dialog.ReliableReception;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * A call we make (RFC 3261 §13.2). The first branch that answers wins; further 2xx of forked branches are acknowledged
 * and hung up. Reliable provisional responses are acknowledged by PRACK (RFC 3262).
 */
public final class OutgoingCall extends Call {

    private static final int MAX_EARLY_DIALOGS = 16;
    private static final int CANCEL_GRACE_MILLIS = 32_000;

    private final String destination;
    private final byte[] offer;
    private final String callId;
    private final String fromTag;
    private final String replaces;
    private final Map<DialogId, Early> early = new HashMap<>();
    private long cseq;
    private RequestAttempt invite;
    private boolean provisional;
    private boolean cancelled;
    private Timers.Timer grace = () -> {};

    /** A branch that rings. */
    private record Early(Dialog dialog, ReliableReception reception) {}

    OutgoingCall(AgentContext context, CallListener listener, String destination, byte[] offer, String replaces) {
        super(context, listener);
        this.destination = destination;
        this.offer = offer;
        this.replaces = replaces;
        this.callId = context.identifiers().callId();
        this.fromTag = context.identifiers().tag();
    }

    void start(Iterable<String> routes) {
        negotiation().localOffer();
        invite = context().send(() -> request(routes), context().account().server(), new Answers());
    }

    @Override
    void abandon() {
        if (cancelled) {
            return;
        }
        cancelled = true;
        if (provisional) {
            cancel();
        }
    }

    @Override
    boolean request(Signalling.ReceivedRequest received) {
        return false;
    }

    @Override
    void release() {
        super.release();
        grace.cancel();
        early.clear();
    }

    private void cancel() {
        invite.cancel();
        // RFC 3261 §9.1: an element that knows no CANCEL may never answer the INVITE
        grace = context().timers().schedule(CANCEL_GRACE_MILLIS, () -> end(CallEnd.local()));
    }

    private RequestBuilder request(Iterable<String> routes) {
        Account account = context().account();
        RequestBuilder request = RequestBuilder.of(Method.INVITE, destination)
                .from('<' + account.addressOfRecord() + ">;tag=" + fromTag)
                .to('<' + destination + '>')
                .callId(callId)
                .cseq(++cseq)
                .header(HeaderName.CONTACT, '<' + context().contactUri(account.server()) + '>')
                .header(HeaderName.ALLOW, AgentContext.ALLOW)
                .header(HeaderName.SUPPORTED, "timer, 100rel, replaces")
                .header(HeaderName.USER_AGENT, account.userAgent());
        routes.forEach(request::route);
        if (replaces != null) {
            request.header(HeaderName.REQUIRE, "replaces").header(HeaderName.REPLACES, replaces);
        }
        return request.body(SDP, offer);
    }

    private void onProvisional(SipMessage response) throws SipParseException {
        if (!provisional) {
            provisional = true;
            if (cancelled) {
                cancel();
            }
        }
        if (response.status() == 100 || isEnded() || session() != null) {
            return;
        }
        if (response.toTag() != null) {
            Early branch = early.get(DialogId.ofResponse(response));
            if (branch == null && early.size() < MAX_EARLY_DIALOGS && response.has(HeaderName.CONTACT)) {
                branch = new Early(Dialog.uac(invite.request(), response), new ReliableReception());
                early.put(branch.dialog.id(), branch);
            }
            if (branch != null && !heed(branch, response)) {
                return;
            }
        }
        listener().progress(response.status(), response.reason(), description(response));
    }

    private boolean heed(Early branch, SipMessage response) throws SipParseException {
        ReliableReception.Verdict verdict = branch.reception.received(response);
        if (verdict == ReliableReception.Verdict.ACKNOWLEDGE) {
            String rack = ReliableReception.rack(response);
            context()
                    .send(
                            () -> {
                                RequestBuilder prack = branch.dialog.request(Method.PRACK);
                                cseq = Math.max(cseq, branch.dialog.localCSeq());
                                return prack.header(HeaderName.RACK, rack);
                            },
                            context().nextHop(branch.dialog),
                            new PrackAnswers());
        }
        return verdict != ReliableReception.Verdict.IGNORE;
    }

    private void onSuccess(SipMessage response) throws SipParseException {
        DialogId id = DialogId.ofResponse(response);
        if (session() != null) {
            if (session().dialog().id().equals(id)) {
                session().acknowledge(response);
            } else {
                declineBranch(response);
            }
            return;
        }
        Early branch = early.remove(id);
        Dialog dialog = branch == null ? Dialog.uac(invite.request(), response) : branch.dialog;
        dialog.onResponse(response);
        begin(dialog);
        session().localDescription(offer);
        session().learn(response);
        session().acknowledge(response);
        if (cancelled || isEnded()) {
            // the answer crossed our CANCEL
            session().bye();
            end(CallEnd.local());
            return;
        }
        negotiation().answered();
        session().timer().onSuccess(response);
        session().watch();
        listener().established(description(response));
    }

    private void declineBranch(SipMessage response) throws SipParseException {
        Dialog other = Dialog.uac(invite.request(), response);
        SipMessage ack = AgentContext.parse(other.ack(response.cseq().number()).build());
        context().signalling().sendAck(ack, context().nextHop(other));
        context().send(() -> other.request(Method.BYE), context().nextHop(other), new PrackAnswers());
    }

    /** Hears the responses to the INVITE. */
    private final class Answers implements Signalling.ResponseListener {

        @Override
        public void response(SipMessage response) {
            try {
                if (response.status() < 200) {
                    onProvisional(response);
                } else if (response.status() < 300) {
                    onSuccess(response);
                } else {
                    end(cancelled ? CallEnd.local() : CallEnd.failed(Failure.of(response)));
                }
            } catch (SipParseException e) {
                if (response.status() >= 200) {
                    end(CallEnd.failed(Failure.unreachable("unusable answer: " + e.getMessage())));
                }
            }
        }

        @Override
        public void failed(Failure failure) {
            end(cancelled ? CallEnd.local() : CallEnd.failed(failure));
        }
    }

    /** The INVITE's own responses tell what matters. */
    private static final class PrackAnswers implements Signalling.ResponseListener {
        @Override
        public void response(SipMessage response) {
            // whether the PRACK was taken shows in what follows
        }

        @Override
        public void failed(Failure failure) {
            // likewise
        }
    }
}
