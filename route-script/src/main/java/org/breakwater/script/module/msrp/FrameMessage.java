package org.breakwater.script.module.msrp;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;

/**
 * A frame as a SIP request, so that functions and variables of SIP can read its header fields: Kamailio's {@code sipmsg}.
 * The fields a SIP request must have are the relay's own and come first.
 */
final class FrameMessage {

    private static final String START = "MSRP sip:a@127.0.0.1 SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKa\r\n"
            + "From: <sip:b@127.0.0.1>;tag=a\r\n"
            + "To: <sip:a@127.0.0.1>\r\n"
            + "CSeq: 1 MSRP\r\n"
            + "Content-Length: 0\r\n"
            + "Call-ID: msrp-";

    private FrameMessage() {}

    /**
     * The request for a frame that came on a connection; its Call-ID is one for all frames of the connection.
     *
     * @throws SipParseException when the frame's header fields cannot be those of a SIP request
     */
    static SipMessage of(MsrpFrame frame, Flow flow) throws SipParseException {
        String text = START + flow.id() + "\r\nMSRP-First-Line: " + frame.head() + "\r\n";
        return SipMessage.parse(Octets.bytes(text), ParseLimits.DEFAULT);
    }
}
