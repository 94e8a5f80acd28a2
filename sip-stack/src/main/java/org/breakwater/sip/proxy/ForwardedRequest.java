package org.breakwater.sip.proxy;

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
 */
public record ForwardedRequest(SipMessage message, String requestUri, String topFields, MessageEdits edits) {

    /**
     * The octets to send.
     *
     * @param via our Via with its line break
     */
    public byte[] write(String via) {
        String startLine = requestUri == null || requestUri.equals(message.requestUriText())
                ? null
                : message.methodName() + ' ' + requestUri + " SIP/2.0";
        return MessageWriter.write(message, startLine, topFields.isEmpty() ? via : via + topFields, edits);
    }
}
