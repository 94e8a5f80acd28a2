package org.breakwater.sip.dialog;

import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Messages of one call between alice (tag a) and bob (tag b). */
final class Messages {

    private Messages() {}

    static SipMessage request(String method, int cseq, String... extra) {
        return between(method, cseq, "a", "b", extra);
    }

    static SipMessage between(String method, int cseq, String fromTag, String toTag, String... extra) {
        String from = fromTag.equals("a") ? "alice" : "bob";
        String to = fromTag.equals("a") ? "bob" : "alice";
        return parse(
                method + " sip:" + to + "@example.com SIP/2.0",
                "From: <sip:" + from + "@example.com>;tag=" + fromTag + "\r\nTo: <sip:" + to + "@example.com>"
                        + (toTag == null ? "" : ";tag=" + toTag),
                method,
                cseq,
                extra);
    }

    static SipMessage response(int status, String method, int cseq, String... extra) {
        return parse(
                "SIP/2.0 " + status + " Reason",
                "From: <sip:alice@example.com>;tag=a\r\nTo: <sip:bob@example.com>;tag=b",
                method,
                cseq,
                extra);
    }

    static SipMessage parsed(byte[] message) {
        try {
            return SipMessage.parse(message, ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new AssertionError(e);
        }
    }

    private static SipMessage parse(String start, String parties, String method, int cseq, String... extra) {
        String lines = extra.length == 0 ? "" : String.join("\r\n", extra) + "\r\n";
        return parsed(Octets.bytes(start + "\r\nVia: SIP/2.0/TCP host;branch=z9hG4bK1\r\n" + parties
                + "\r\nCall-ID: call-1\r\nCSeq: " + cseq + ' ' + method + "\r\n" + lines + "\r\n"));
    }
}
