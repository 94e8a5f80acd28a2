package org.breakwater.sip.proxy;

import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.SipMessage;

/**
 * A request as one branch sends it. What is not edited is copied as it came.
 *
 * @param message the request as received
 * @param requestUri the new Request-URI, or null to keep it
 * @param topFields header fields to place below our Via, each with its line break; empty for none
 * @param edits changes of header fields and body; null for none
 * @param leaving header fields that name the socket the request leaves by; they go above {@code topFields}
 */
public record ForwardedRequest(
        SipMessage message, String requestUri, String topFields, MessageEdits edits, LeavingFields leaving) {

    /** A request without fields that depend on where it leaves. */
    public ForwardedRequest(SipMessage message, String requestUri, String topFields, MessageEdits edits) {
        this(message, requestUri, topFields, edits, LeavingFields.NONE);
    }

    /**
     * The octets to send, with our Via on top.
     *
     * @param from the socket it leaves by
     * @param branch the branch parameter of our Via
     */
    public byte[] write(ListenPoint from, TransportProtocol protocol, String branch) {
        String startLine = requestUri == null || requestUri.equals(message.requestUriText())
                ? null
                : message.methodName() + ' ' + requestUri + " SIP/2.0";
        String top = TopVia.line(from, protocol, branch) + leaving.write(from, protocol) + topFields;
        return MessageWriter.write(message, startLine, top, edits);
    }
}
