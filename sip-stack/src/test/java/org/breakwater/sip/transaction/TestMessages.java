package org.breakwater.sip.transaction;

import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Messages for the tests of this package. */
final class TestMessages {

    private TestMessages() {}

    static String request(String method, String transport, String branch) {
        return method + " sip:bob@10.0.0.2 SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + " 10.0.0.1:5060;branch=" + branch + "\r\n"
                + "From: <sip:alice@example.com>;tag=a1\r\n"
                + "To: <sip:bob@example.com>\r\n"
                + "Call-ID: call-1\r\n"
                + "CSeq: 1 " + method + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    static String response(SipMessage request, int status) {
        return Octets.text(reply(request, status), 0, reply(request, status).length);
    }

    static byte[] reply(SipMessage request, int status) {
        return org.breakwater.sip.message.ResponseBuilder.of(request, status)
                .toTag("b1")
                .build();
    }

    static SipMessage parse(String text) {
        try {
            return SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new AssertionError(e);
        }
    }
}
