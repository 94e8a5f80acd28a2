package org.breakwater.sip.subscription;

import java.util.Locale;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;

/**
 * The Subscription-State header field (RFC 6665 §8.4).
 *
 * @param value active, pending, terminated, or an extension, in lower case
 * @param expires seconds left, -1 if absent
 * @param reason why it is terminated, in lower case, or null
 * @param retryAfter seconds to wait before subscribing again, -1 if absent
 */
public record SubscriptionState(String value, int expires, String reason, int retryAfter) {

    /** Accepted, so many seconds left. */
    public static SubscriptionState active(int expires) {
        return new SubscriptionState("active", expires, null, -1);
    }

    /** Not decided yet, so many seconds left. */
    public static SubscriptionState pending(int expires) {
        return new SubscriptionState("pending", expires, null, -1);
    }

    /** Over for this reason. */
    public static SubscriptionState terminated(String reason) {
        return new SubscriptionState("terminated", -1, reason, -1);
    }

    /**
     * Parses a field value.
     *
     * @throws SipParseException 400 when the state is missing or a number is malformed
     */
    public static SubscriptionState parse(String text) throws SipParseException {
        int end = text.indexOf(';');
        String value = (end < 0 ? text : text.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        if (value.isEmpty()) {
            throw new SipParseException(400, 0, "Malformed Subscription-State header");
        }
        Params params = new Params(end < 0 ? "" : text.substring(end));
        String reason = params.get("reason");
        return new SubscriptionState(
                value,
                seconds(params.get("expires")),
                reason == null ? null : reason.toLowerCase(Locale.ROOT),
                seconds(params.get("retry-after")));
    }

    /** Whether this is the last notification. */
    public boolean isTerminated() {
        return value.equals("terminated");
    }

    @Override
    public String toString() {
        return value
                + (reason == null ? "" : ";reason=" + reason)
                + (expires < 0 ? "" : ";expires=" + expires)
                + (retryAfter < 0 ? "" : ";retry-after=" + retryAfter);
    }

    private static int seconds(String text) throws SipParseException {
        if (text == null) {
            return -1;
        }
        if (!text.matches("\\d{1,10}")) {
            throw new SipParseException(400, 0, "Malformed Subscription-State header");
        }
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(text));
    }
}
