package org.breakwater.sip.agent;

import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/**
 * Why a request came to nothing.
 *
 * @param status of the final response; 408 when none came, 503 when the request could not be sent
 * @param reason reason phrase, or in words what went wrong on the way
 * @param warning the Warning header field, or null
 * @param local whether no response came and the reason is ours
 */
public record Failure(int status, String reason, String warning, boolean local) {

    /** The failure a final response tells. */
    public static Failure of(SipMessage response) {
        return new Failure(response.status(), response.reason(), response.header(HeaderName.WARNING), false);
    }

    /** Nobody answered. */
    public static Failure timeout() {
        return new Failure(408, "no answer", null, true);
    }

    /** The request could not be sent. */
    public static Failure unreachable(String why) {
        return new Failure(503, why, null, true);
    }

    @Override
    public String toString() {
        return local ? reason : status + " " + reason + (warning == null ? "" : " (Warning: " + warning + ")");
    }
}
