package org.breakwater.script.module.shared;

import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** The message over which event routes run that have none of their own, so that their variables have something to read. */
public final class EventRequest {

    private static final String TEXT = "OPTIONS sip:event@local.invalid SIP/2.0\r\n"
            + "Via: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKevent\r\n"
            + "From: <sip:event@local.invalid>;tag=event\r\n"
            + "To: <sip:event@local.invalid>\r\n"
            + "Call-ID: event\r\n"
            + "CSeq: 1 OPTIONS\r\n"
            + "Content-Length: 0\r\n\r\n";

    private EventRequest() {}

    /** A new one. */
    public static SipMessage create() {
        try {
            return SipMessage.parse(Octets.bytes(TEXT), ParseLimits.DEFAULT);
        } catch (SipParseException e) {
            throw new IllegalStateException("the built-in request is malformed", e);
        }
    }
}
