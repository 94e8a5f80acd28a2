package org.breakwater.sip.validate;

import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;

/**
 * How to refuse a request.
 *
 * @param status 400, 416, 420, 505 …
 * @param reason reason phrase naming the header that is wrong
 * @param headerLines extra header fields as wire text, each with its line break; may be empty
 */
public record Rejection(int status, String reason, String headerLines) {

    /** A refusal without extra header fields. */
    public static Rejection of(int status, String reason) {
        return new Rejection(status, reason, "");
    }

    /**
     * Whether the request can be answered at all: an ACK never is (RFC 3261 §17), and without a Via there is no way
     * back.
     */
    public static boolean isAnswerable(SipMessage request) {
        return request.method() != Method.ACK && request.has(HeaderName.VIA);
    }

    /** The response, ready for a To tag and the address the request came from. */
    public ResponseBuilder answer(SipMessage request) {
        return ResponseBuilder.of(request, status, reason).headerLines(headerLines);
    }
}
