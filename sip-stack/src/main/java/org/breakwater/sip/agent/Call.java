package org.breakwater.sip.agent;

import java.util.Optional;
import org.breakwater.sip.dialog.Dialog;
import org.breakwater.sip.dialog.DialogState;
import org.breakwater.sip.dialog.OfferAnswer;
import org.breakwater.sip.dialog.ReferTo;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;

/** One call of an agent, whoever began it. Ends once; afterwards its methods do nothing. */
public abstract sealed class Call permits OutgoingCall, IncomingCall {

    static final String SDP = "application/sdp";
    static final int SESSION_INTERVAL = 1800;

    private final AgentContext context;
    private final CallListener listener;
    private final OfferAnswer negotiation = new OfferAnswer();
    private InDialog session;
    private boolean ended;

    Call(AgentContext context, CallListener listener) {
        this.context = context;
        this.listener = listener;
    }

    /** Hangs up, cancels or declines, as the state of the call asks for. */
    public final void hangUp() {
        if (ended) {
            return;
        }
        if (isEstablished()) {
            session.bye();
            end(CallEnd.local());
        } else {
            abandon();
        }
    }

    /**
     * Offers another session by re-INVITE: hold, resume, other codecs. The answer comes as {@link
     * CallListener#established}; a refusal leaves the session as it is.
     *
     * @return false when the call is not established or an offer is open
     */
    public final boolean reinvite(byte[] offer) {
        return isEstablished() && session.reinvite(offer);
    }

    /**
     * Asks the peer to call somebody else (RFC 3515); progress comes as {@link CallListener#transferProgress}.
     *
     * @param referTo the whole Refer-To value, as {@code <sip:1002@example.com>} or from {@link ReferTo#attended}
     * @return false when the call is not established
     */
    public final boolean transfer(String referTo) {
        if (!isEstablished()) {
            return false;
        }
        session.refer(referTo);
        return true;
    }

    /** Tells the peer how the transfer it asked for goes on: a status of the new call. */
    public final void transferStatus(int status) {
        if (session != null && !ended) {
            session.transferStatus(status);
        }
    }

    /** Whether both sides are connected. */
    public final boolean isEstablished() {
        return !ended && session != null && session.dialog().state() == DialogState.CONFIRMED;
    }

    /** Whether it is over. */
    public final boolean isEnded() {
        return ended;
    }

    /** The dialog of an established or ringing call; empty before that. */
    public final Optional<Dialog> dialog() {
        return session == null ? Optional.empty() : Optional.of(session.dialog());
    }

    /** Gives up a call that is not established. */
    abstract void abandon();

    /** Takes a request in the call's dialog that is not the same for both sides; false when it is not for us. */
    abstract boolean request(Signalling.ReceivedRequest received);

    final AgentContext context() {
        return context;
    }

    final CallListener listener() {
        return listener;
    }

    final OfferAnswer negotiation() {
        return negotiation;
    }

    final InDialog session() {
        return session;
    }

    final void begin(Dialog dialog) {
        session = new InDialog(this, dialog);
        context.remember(dialog.id(), this);
    }

    final void received(Signalling.ReceivedRequest received) {
        if (session == null || !request(received)) {
            if (session == null) {
                received.respond(context.response(
                        received.request(), 481, context.identifiers().tag()));
            } else {
                session.received(received);
            }
        }
    }

    /** The ACK of a 2xx of ours came. */
    void acknowledged(SipMessage ack) {
        session.acknowledged(ack);
    }

    final void end(CallEnd how) {
        if (ended) {
            return;
        }
        ended = true;
        if (session != null) {
            session.dialog().terminate();
            session.stop();
        }
        release();
        listener.ended(how);
    }

    /** Forgets what the call kept besides its session. */
    void release() {
        if (session != null) {
            context.forget(session.dialog().id());
        }
    }

    final Target nextHop() {
        return context.nextHop(session.dialog());
    }

    /** The next request in the dialog, with the fields all of ours have. */
    final RequestBuilder inDialog(Method method) {
        RequestBuilder request = session.dialog()
                .request(method)
                .header(HeaderName.USER_AGENT, context.account().userAgent());
        if (method == Method.INVITE || method == Method.UPDATE || method == Method.REFER) {
            request.header(HeaderName.CONTACT, '<' + context.contactUri(nextHop()) + '>');
        }
        return request;
    }

    static byte[] description(SipMessage message) {
        if (message.bodyLength() == 0) {
            return null;
        }
        return java.util.Arrays.copyOfRange(message.buffer(), message.bodyStart(), message.length());
    }
}
