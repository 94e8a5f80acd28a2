package org.breakwater.sip.dialog;

import java.util.Optional;
import org.breakwater.sip.message.ReasonPhrase;
import org.breakwater.sip.subscription.SubscriptionState;

/**
 * The implicit subscription of a REFER, seen from the one who carries it out (RFC 3515 §2.4.4): each step of the new
 * request becomes a NOTIFY with a fragment of its response. Not thread-safe.
 */
public final class ReferProgress {

    /** Content type of the notifications. */
    public static final String CONTENT_TYPE = "message/sipfrag;version=2.0";

    private final int expires;
    private int lastStatus;
    private boolean over;

    /**
     * A NOTIFY to send.
     *
     * @param state value for Subscription-State
     * @param body the fragment, to be sent as {@link #CONTENT_TYPE}
     */
    public record Notification(SubscriptionState state, String body) {}

    /**
     * A subscription that starts with the acceptance of the REFER.
     *
     * @param expires seconds until it lapses
     */
    public ReferProgress(int expires) {
        this.expires = expires;
    }

    /** The NOTIFY that must follow the 202 at once. */
    public Notification accepted() {
        return note(100);
    }

    /** The new request got a response; empty when that adds nothing or the subscription is over. */
    public Optional<Notification> response(int status) {
        if (over || status == lastStatus) {
            return Optional.empty();
        }
        return Optional.of(note(status));
    }

    /** Whether the last NOTIFY was made. */
    public boolean isOver() {
        return over;
    }

    private Notification note(int status) {
        lastStatus = status;
        over = status >= 200;
        SubscriptionState state = over ? SubscriptionState.terminated("noresource") : SubscriptionState.active(expires);
        return new Notification(state, "SIP/2.0 " + status + ' ' + ReasonPhrase.of(status) + "\r\n");
    }

    /** The status a fragment reports; empty when it has no status line. */
    public static Optional<Integer> statusOf(String fragment) {
        if (!fragment.regionMatches(true, 0, "SIP/2.0 ", 0, 8) || fragment.length() < 11) {
            return Optional.empty();
        }
        String digits = fragment.substring(8, 11);
        return digits.matches("[1-6]\\d\\d") ? Optional.of(Integer.parseInt(digits)) : Optional.empty();
    }
}
