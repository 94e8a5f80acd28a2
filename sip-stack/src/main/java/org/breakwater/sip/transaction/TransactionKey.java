package org.breakwater.sip.transaction;

import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.Via;

/**
 * What tells server transactions apart (RFC 3261 §17.2.3): branch, sent-by and method, where an ACK counts as INVITE.
 * A request of an RFC 2543 sender, whose branch does not begin with the magic cookie, is told apart by Request-URI,
 * From tag, Call-ID, CSeq number and top Via instead.
 *
 * @param branch the branch, or the joined fields of an old sender
 * @param host sent-by host as written; compared without case
 * @param port sent-by port or the transport's default
 * @param method the method's name
 */
public record TransactionKey(String branch, String host, int port, String method) {

    /**
     * The key of a request; an ACK has that of its INVITE.
     *
     * @throws SipParseException when a header field it needs is missing or malformed
     */
    public static TransactionKey of(SipMessage request) throws SipParseException {
        return of(request, request.method() == Method.ACK ? Method.INVITE.name() : request.methodName());
    }

    /**
     * The key of the INVITE that a CANCEL is about (RFC 3261 §9.2).
     *
     * @throws SipParseException when a header field it needs is missing or malformed
     */
    public static TransactionKey ofCancelled(SipMessage cancel) throws SipParseException {
        return of(cancel, Method.INVITE.name());
    }

    private static TransactionKey of(SipMessage request, String method) throws SipParseException {
        Via via = request.topVia();
        String branch = via.branch();
        if (branch == null || !branch.regionMatches(true, 0, Via.MAGIC_COOKIE, 0, Via.MAGIC_COOKIE.length())) {
            branch = joined(request, via);
        }
        return new TransactionKey(branch, via.host(), via.portOrDefault(), method);
    }

    private static String joined(SipMessage request, Via via) throws SipParseException {
        return request.requestUriText()
                + '\n'
                + request.fromTag()
                + '\n'
                + request.callId()
                + '\n'
                + request.cseq().number()
                + '\n'
                + via;
    }

    @Override
    public int hashCode() {
        return branch.hashCode() * 31 + method.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransactionKey k
                && port == k.port
                && branch.equals(k.branch)
                && method.equals(k.method)
                && host.equalsIgnoreCase(k.host);
    }
}
