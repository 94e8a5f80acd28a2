package org.breakwater.sip.agent;

import java.util.Optional;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.HeaderValues;
import org.breakwater.sip.dialog.IncomingVerdict;
import org.breakwater.sip.dialog.OfferAnswer;
import org.breakwater.sip.dialog.ReferProgress;
import org.breakwater.sip.dialog.ReferTo;
import org.breakwater.sip.dialog.SessionTimer;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** What goes on in the dialog of a call: BYE, re-INVITE, UPDATE, REFER and its NOTIFY, session refresh. */
final class InDialog {

    private static final int REFER_SECONDS = 180;

    private final Call call;
    private final Dialog dialog;
    private final SessionTimer timer = new SessionTimer(Call.SESSION_INTERVAL, SessionTimer.ABSOLUTE_MINIMUM);
    private Timers.Timer refresh = () -> {};
    private Timers.Timer expiry = () -> {};
    private AnswerRepeater repeater;
    private ReferProgress transfer;
    private byte[] localDescription;
    private boolean peerHasUpdate;

    InDialog(Call call, Dialog dialog) {
        this.call = call;
        this.dialog = dialog;
    }

    Dialog dialog() {
        return dialog;
    }

    SessionTimer timer() {
        return timer;
    }

    /** The description we sent last, for refreshes that change nothing. */
    void localDescription(byte[] description) {
        localDescription = description;
    }

    void stop() {
        refresh.cancel();
        expiry.cancel();
        if (repeater != null) {
            repeater.acknowledged();
        }
    }

    void bye() {
        call.context().send(() -> call.inDialog(Method.BYE), call.nextHop(), new Unheard());
    }

    void learn(SipMessage message) {
        peerHasUpdate |= HeaderValues.contains(message, HeaderName.ALLOW, "UPDATE");
    }

    void received(Signalling.ReceivedRequest received) {
        SipMessage request = received.request();
        try {
            IncomingVerdict verdict = dialog.onRequest(request);
            if (verdict != IncomingVerdict.ACCEPTED) {
                answer(received, verdict == IncomingVerdict.OUT_OF_ORDER ? 500 : 481);
                return;
            }
            accepted(received, request);
        } catch (SipParseException e) {
            answer(received, e.status());
        }
    }

    private void accepted(Signalling.ReceivedRequest received, SipMessage request) throws SipParseException {
        switch (request.method()) {
            case BYE -> {
                answer(received, 200);
                call.end(CallEnd.remote());
            }
            case INVITE, UPDATE -> offered(received);
            case REFER -> refer(received);
            case NOTIFY -> notified(received);
            case INFO, OPTIONS -> answer(received, 200);
            case PRACK -> answer(received, 481);
            default -> received.respond(response(request, 405).header(HeaderName.ALLOW, AgentContext.ALLOW));
        }
    }

    void acknowledged(SipMessage ack) {
        if (repeater != null) {
            repeater.acknowledged();
            repeater = null;
        }
        byte[] description = Call.description(ack);
        if (description != null && call.negotiation().state() == OfferAnswer.State.LOCAL_OFFER) {
            call.negotiation().answered();
            call.listener().established(description);
        }
    }

    /** Sends a 2xx to an INVITE until its ACK comes. */
    void acceptInvite(Signalling.ReceivedRequest invite, byte[] description) {
        repeater = new AnswerRepeater(
                call.context().timers(), invite, () -> success(invite.request(), description), this::noAck);
        repeater.start();
        watch();
    }

    /** Runs the session timer from now on (RFC 4028 §10). */
    void watch() {
        refresh.cancel();
        expiry.cancel();
        SessionTimer.Agreement agreement = timer.agreement();
        if (agreement.refreshAfter() > 0) {
            refresh = call.context().timers().schedule(agreement.refreshAfter() * 1000L, this::refreshSession);
        }
        if (agreement.byeAfter() > 0) {
            expiry = call.context().timers().schedule(agreement.byeAfter() * 1000L, this::expired);
        }
    }

    boolean reinvite(byte[] offer) {
        if (!call.negotiation().mayOffer()) {
            return false;
        }
        call.negotiation().localOffer();
        send(Method.INVITE, offer, true);
        return true;
    }

    void refer(String referTo) {
        call.context()
                .send(
                        () -> call.inDialog(Method.REFER).header(HeaderName.REFER_TO, referTo),
                        call.nextHop(),
                        new ReferAnswer());
    }

    void transferStatus(int status) {
        if (transfer != null) {
            transfer.response(status).ifPresent(this::tellTransfer);
        }
    }

    private void refreshSession() {
        if (!call.negotiation().mayOffer()) {
            return;
        }
        if (peerHasUpdate) {
            send(Method.UPDATE, null, false);
        } else if (localDescription != null) {
            call.negotiation().localOffer();
            send(Method.INVITE, localDescription, false);
        }
    }

    private void expired() {
        bye();
        call.end(CallEnd.failed(new Failure(408, "the session was not refreshed", null, true)));
    }

    private void noAck() {
        bye();
        call.end(CallEnd.failed(new Failure(408, "our answer was not acknowledged", null, true)));
    }

    private void send(Method method, byte[] offer, boolean tell) {
        call.context().send(() -> offering(method, offer), call.nextHop(), new OfferResult(method, offer, tell));
    }

    private RequestBuilder offering(Method method, byte[] offer) {
        RequestBuilder request = call.inDialog(method)
                .header(HeaderName.SUPPORTED, "timer")
                .header(HeaderName.SESSION_EXPIRES, timer.requestValue())
                .header(HeaderName.MIN_SE, Integer.toString(timer.minimum()))
                .header(HeaderName.ALLOW, AgentContext.ALLOW);
        return offer == null ? request : request.body(Call.SDP, offer);
    }

    private void offered(Signalling.ReceivedRequest received) throws SipParseException {
        SipMessage request = received.request();
        learn(request);
        if (timer.onRequest(request) == SessionTimer.RequestVerdict.TOO_SMALL) {
            received.respond(response(request, 422).header(HeaderName.MIN_SE, Integer.toString(timer.minimum())));
            return;
        }
        byte[] offer = Call.description(request);
        boolean invite = request.method() == Method.INVITE;
        if (offer == null && !invite) {
            received.respond(success(request, null));
            watch();
            return;
        }
        OfferAnswer negotiation = call.negotiation();
        if (offer == null ? !negotiation.mayOffer() : refuse(received, negotiation.remoteOffer())) {
            if (offer == null) {
                answer(received, 491);
            }
            return;
        }
        Optional<byte[]> description = call.listener().offered(offer);
        if (description.isEmpty()) {
            negotiation.refused();
            answer(received, 488);
            return;
        }
        localDescription = description.get();
        if (offer == null) {
            negotiation.localOffer();
        } else {
            negotiation.answered();
        }
        if (invite) {
            acceptInvite(received, localDescription);
        } else {
            received.respond(success(request, localDescription));
            watch();
        }
    }

    private boolean refuse(Signalling.ReceivedRequest received, OfferAnswer.OfferVerdict verdict) {
        if (verdict == OfferAnswer.OfferVerdict.GLARE) {
            answer(received, 491);
        } else if (verdict == OfferAnswer.OfferVerdict.UNANSWERED) {
            received.respond(response(received.request(), 500).header(HeaderName.RETRY_AFTER, "5"));
        }
        return verdict != OfferAnswer.OfferVerdict.ACCEPTED;
    }

    private void refer(Signalling.ReceivedRequest received) throws SipParseException {
        String value = received.request().header(HeaderName.REFER_TO);
        if (value == null) {
            answer(received, 400);
            return;
        }
        ReferTo referTo = ReferTo.parse(value);
        transfer = new ReferProgress(REFER_SECONDS);
        if (!call.listener().transferRequested(referTo)) {
            transfer = null;
            answer(received, 603);
            return;
        }
        received.respond(success(received.request(), 202, null));
        tellTransfer(transfer.accepted());
    }

    private void tellTransfer(ReferProgress.Notification notification) {
        call.context()
                .send(
                        () -> call.inDialog(Method.NOTIFY)
                                .header(HeaderName.EVENT, "refer")
                                .header(
                                        HeaderName.SUBSCRIPTION_STATE,
                                        notification.state().toString())
                                .header(HeaderName.CONTACT, '<' + call.context().contactUri(call.nextHop()) + '>')
                                .body(
                                        ReferProgress.CONTENT_TYPE,
                                        org.breakwater.sip.message.Octets.bytes(notification.body())),
                        call.nextHop(),
                        new Unheard());
    }

    private void notified(Signalling.ReceivedRequest received) {
        String event = received.request().header(HeaderName.EVENT);
        if (event == null || !event.startsWith("refer")) {
            answer(received, 489);
            return;
        }
        answer(received, 200);
        ReferProgress.statusOf(received.request().body()).ifPresent(call.listener()::transferProgress);
    }

    private ResponseBuilder success(SipMessage request, byte[] description) {
        ResponseBuilder response = success(request, 200, description);
        if (timer.answerValue() != null) {
            response.header(HeaderName.SESSION_EXPIRES, timer.answerValue());
            if (timer.answerRequiresTimer()) {
                response.header(HeaderName.REQUIRE, "timer");
            }
        }
        return response;
    }

    private ResponseBuilder success(SipMessage request, int status, byte[] description) {
        ResponseBuilder response = response(request, status)
                .copyRecordRoute()
                .header(HeaderName.CONTACT, '<' + call.context().contactUri(call.nextHop()) + '>')
                .header(HeaderName.ALLOW, AgentContext.ALLOW)
                .header(HeaderName.SUPPORTED, "timer, 100rel, replaces");
        return description == null ? response : response.body(Call.SDP, description);
    }

    private ResponseBuilder response(SipMessage request, int status) {
        return call.context().response(request, status, dialog.id().localTag());
    }

    private void answer(Signalling.ReceivedRequest received, int status) {
        received.respond(response(received.request(), status));
    }

    /** For requests whose answer changes nothing for us any more. */
    private static final class Unheard implements Signalling.ResponseListener {
        @Override
        public void response(SipMessage response) {
            // a BYE or NOTIFY has been said, whatever the peer thinks of it
        }

        @Override
        public void failed(Failure failure) {
            // likewise
        }
    }

    /** Hears whether the peer takes a transfer on. */
    private final class ReferAnswer implements Signalling.ResponseListener {
        @Override
        public void response(SipMessage response) {
            if (response.status() >= 300) {
                call.listener().transferProgress(response.status());
            }
        }

        @Override
        public void failed(Failure failure) {
            call.listener().transferProgress(failure.status());
        }
    }

    /** Hears the answer to an offer or refresh of ours. */
    private final class OfferResult implements Signalling.ResponseListener {
        private final Method method;
        private final byte[] offer;
        private final boolean tell;

        OfferResult(Method method, byte[] offer, boolean tell) {
            this.method = method;
            this.offer = offer;
            this.tell = tell;
        }

        @Override
        public void response(SipMessage response) {
            if (response.status() < 200 || call.isEnded()) {
                return;
            }
            try {
                dialog.onResponse(response);
                if (response.status() < 300) {
                    accepted(response);
                } else {
                    refused(Failure.of(response));
                }
            } catch (SipParseException e) {
                refused(Failure.unreachable(e.getMessage()));
            }
        }

        private void accepted(SipMessage response) throws SipParseException {
            if (method == Method.INVITE) {
                acknowledge(response);
            }
            timer.onSuccess(response);
            watch();
            if (offer != null) {
                localDescription = offer;
                call.negotiation().answered();
            }
            if (tell) {
                call.listener().established(Call.description(response));
            }
        }

        private void refused(Failure failure) {
            if (offer != null) {
                call.negotiation().refused();
            }
            if (failure.status() == 481 || failure.status() == 408) {
                bye();
                call.end(CallEnd.failed(failure));
            }
        }

        @Override
        public void failed(Failure failure) {
            if (!call.isEnded()) {
                refused(failure);
            }
        }
    }

    /** Acknowledges a 2xx to an INVITE of ours; also when it is repeated. */
    void acknowledge(SipMessage success) throws SipParseException {
        SipMessage ack = AgentContext.parse(dialog.ack(success.cseq().number())
                .header(HeaderName.USER_AGENT, call.context().account().userAgent())
                .build());
        call.context().signalling().sendAck(ack, call.nextHop());
    }
}
