package org.breakwater.script.run;

import org.breakwater.sip.flow.ListenPoint;

/**
 * A request made here: pings, probes, uac_req_send.
 *
 * @param method the method token
 * @param requestUri Request-URI
 * @param nextHop URI to send it to, or null for the Request-URI
 * @param from From URI, a tag is added
 * @param to To URI, or name-addr with tag for a request within a dialog
 * @param callId Call-ID, or null to make one
 * @param cseq CSeq number, 1 or more
 * @param headers further header fields, each with its line break; empty for none
 * @param body the body; empty for none
 * @param socket where to send from, or null
 * @param flowId connection to use while it is open, 0 for none
 * @param mayConnect whether a connection may be opened for it
 */
public record LocalRequest(
        String method,
        String requestUri,
        String nextHop,
        String from,
        String to,
        String callId,
        int cseq,
        String headers,
        String body,
        ListenPoint socket,
        long flowId,
        boolean mayConnect) {

    /** CSeq of requests that begin something, as in Kamailio's tm. */
    public static final int FIRST_CSEQ = 10;

    /** A request out of any dialog with the first CSeq and the To URI equal to the Request-URI. */
    public static LocalRequest of(String method, String requestUri, String from, String headers, String body) {
        return new LocalRequest(
                method, requestUri, null, from, requestUri, null, FIRST_CSEQ, headers, body, null, 0, true);
    }
}
