package org.breakwater.sip.dialog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * One peer-to-peer relationship (RFC 3261 §12): who we are to each other, where requests go, how they are numbered.
 * Knows nothing of sockets and transactions. Not thread-safe.
 */
public final class Dialog {

    private final DialogId id;
    private final boolean uac;
    private final boolean secure;
    private final String local;
    private final String remote;
    private List<String> routeSet;
    private String remoteTarget;
    private long localCSeq;
    private long remoteCSeq;
    private DialogState state;

    private Dialog(DialogId id, boolean uac, Parties parties, DialogState state) {
        this.id = id;
        this.uac = uac;
        this.secure = parties.secure;
        this.local = parties.local;
        this.remote = parties.remote;
        this.remoteTarget = parties.remoteTarget;
        this.routeSet = parties.routeSet;
        this.localCSeq = parties.localCSeq;
        this.remoteCSeq = parties.remoteCSeq;
        this.state = state;
    }

    private record Parties(
            boolean secure,
            String local,
            String remote,
            String remoteTarget,
            List<String> routeSet,
            long localCSeq,
            long remoteCSeq) {}

    /**
     * The dialog that a response to our INVITE, SUBSCRIBE or REFER makes (RFC 3261 §12.1.2).
     *
     * @param request as we sent it
     * @param response 101 to 299 with a To tag
     * @throws SipParseException when a header field a dialog needs is missing or malformed
     */
    public static Dialog uac(SipMessage request, SipMessage response) throws SipParseException {
        Parties parties = new Parties(
                request.requestUriText().startsWith("sips:"),
                request.header(HeaderName.FROM),
                response.to() == null ? null : response.header(HeaderName.TO),
                contact(response),
                uacRoutes(response),
                request.cseq().number(),
                -1);
        return new Dialog(
                DialogId.ofResponse(response),
                true,
                parties,
                response.status() < 200 ? DialogState.EARLY : DialogState.CONFIRMED);
    }

    /**
     * The dialog that our response to a request makes (RFC 3261 §12.1.1).
     *
     * @param localTag the tag of our response
     * @param state {@link DialogState#EARLY} or {@link DialogState#CONFIRMED}, by the status of our response
     * @throws SipParseException when a header field a dialog needs is missing or malformed
     */
    public static Dialog uas(SipMessage request, String localTag, DialogState state) throws SipParseException {
        DialogId incoming = DialogId.ofIncoming(request);
        String to = request.header(HeaderName.TO);
        Parties parties = new Parties(
                request.requestUriText().startsWith("sips:"),
                request.to().tag() == null ? to + ";tag=" + localTag : to,
                request.header(HeaderName.FROM),
                contact(request),
                List.copyOf(HeaderValues.all(request, HeaderName.RECORD_ROUTE)),
                0,
                request.cseq().number());
        return new Dialog(new DialogId(incoming.callId(), localTag, incoming.remoteTag()), false, parties, state);
    }

    /** What tells it from others. */
    public DialogId id() {
        return id;
    }

    /** Where it is in its life. */
    public DialogState state() {
        return state;
    }

    /** Whether we sent the request that made it. */
    public boolean isUac() {
        return uac;
    }

    /** Whether the peer must be reached over TLS all the way: the request that made it had a sips URI. */
    public boolean isSecure() {
        return secure;
    }

    /** Our From value, with the tag. */
    public String local() {
        return local;
    }

    /** Our To value, with the peer's tag. */
    public String remote() {
        return remote;
    }

    /** Where the peer takes requests: the URI of its latest Contact. */
    public String remoteTarget() {
        return remoteTarget;
    }

    /** Route values for our requests, nearest hop first. */
    public List<String> routeSet() {
        return routeSet;
    }

    /** CSeq number of our latest request, 0 before the first. */
    public long localCSeq() {
        return localCSeq;
    }

    /**
     * The next request to the peer, numbered and routed (RFC 3261 §12.2.1.1); Via, Contact and the rest are for the
     * caller to add.
     *
     * @throws IllegalStateException when the dialog is terminated and the method is not BYE
     */
    public RequestBuilder request(Method method) {
        if (state == DialogState.TERMINATED && method != Method.BYE) {
            throw new IllegalStateException(method + " in a terminated dialog");
        }
        return routed(method).cseq(++localCSeq);
    }

    /** The ACK of a 2xx to an INVITE of ours that had this CSeq number (RFC 3261 §13.2.2.4). */
    public RequestBuilder ack(long inviteCSeq) {
        return routed(Method.ACK).cseq(inviteCSeq);
    }

    /** Takes the number of a request of ours that was sent again with credentials, so that later ones are higher. */
    public void usedCSeq(long number) {
        localCSeq = Math.max(localCSeq, number);
    }

    /**
     * Takes a request from the peer; BYE ends the dialog, INVITE and UPDATE refresh the target.
     *
     * @throws SipParseException 400 when CSeq or Contact is malformed
     */
    public IncomingVerdict onRequest(SipMessage request) throws SipParseException {
        if (state == DialogState.TERMINATED) {
            return IncomingVerdict.NO_DIALOG;
        }
        Method method = request.method();
        long number = request.cseq().number();
        if (method == Method.ACK || method == Method.CANCEL) {
            return IncomingVerdict.ACCEPTED;
        }
        if (number < remoteCSeq) {
            return IncomingVerdict.OUT_OF_ORDER;
        }
        refreshTarget(request);
        remoteCSeq = number;
        if (method == Method.BYE) {
            state = DialogState.TERMINATED;
        }
        return IncomingVerdict.ACCEPTED;
    }

    /**
     * Takes a response to a request of ours in this dialog, or to the INVITE that made it.
     *
     * @throws SipParseException when Contact or CSeq is malformed
     */
    public void onResponse(SipMessage response) throws SipParseException {
        int status = response.status();
        Method method = response.method();
        boolean success = status >= 200 && status < 300;
        if (success && state != DialogState.TERMINATED) {
            refreshTarget(response);
        }
        if (state == DialogState.EARLY && method == Method.INVITE) {
            confirmOrFail(response, status);
        } else if (status == 481 || status == 408 || (method == Method.BYE && status >= 200)) {
            state = DialogState.TERMINATED;
        }
    }

    /** We answered the INVITE with 2xx. */
    public void confirm() {
        if (state == DialogState.EARLY) {
            state = DialogState.CONFIRMED;
        }
    }

    /** Ends the dialog: we sent BYE, or a failure response to the INVITE that made it. */
    public void terminate() {
        state = DialogState.TERMINATED;
    }

    private void confirmOrFail(SipMessage response, int status) {
        if (status >= 300) {
            state = DialogState.TERMINATED;
        } else if (status >= 200) {
            // RFC 3261 §13.2.2.4: the 2xx decides the route set, whatever the provisional response said
            routeSet = uacRoutes(response);
            state = DialogState.CONFIRMED;
        }
    }

    private void refreshTarget(SipMessage message) throws SipParseException {
        Method method = message.method();
        boolean refresh = method == Method.INVITE
                || method == Method.UPDATE
                || method == Method.SUBSCRIBE
                || method == Method.NOTIFY
                || method == Method.REFER;
        String contact = refresh ? HeaderValues.contactUri(message) : null;
        if (contact != null) {
            remoteTarget = contact;
        }
    }

    private RequestBuilder routed(Method method) {
        boolean strict = !routeSet.isEmpty() && !isLoose(routeSet.get(0));
        RequestBuilder request = RequestBuilder.of(method, strict ? uriOf(routeSet.get(0)) : remoteTarget);
        for (String route : strict ? routeSet.subList(1, routeSet.size()) : routeSet) {
            request.route(route);
        }
        if (strict) {
            request.route('<' + remoteTarget + '>');
        }
        return request.from(local).to(remote).callId(id.callId());
    }

    private static boolean isLoose(String route) {
        try {
            return NameAddr.parse(route).uri().isLoose();
        } catch (SipParseException e) {
            // a route we cannot read is handed on as it came, which is what a loose router expects
            return true;
        }
    }

    private static String uriOf(String route) {
        try {
            return NameAddr.parse(route).uriText();
        } catch (SipParseException e) {
            throw new IllegalStateException("route was readable before: " + route, e);
        }
    }

    private static List<String> uacRoutes(SipMessage response) {
        List<String> routes = new ArrayList<>(HeaderValues.all(response, HeaderName.RECORD_ROUTE));
        Collections.reverse(routes);
        return List.copyOf(routes);
    }

    private static String contact(SipMessage message) throws SipParseException {
        String contact = HeaderValues.contactUri(message);
        if (contact == null) {
            throw new SipParseException(400, 0, "Missing Contact header");
        }
        return contact;
    }
}
