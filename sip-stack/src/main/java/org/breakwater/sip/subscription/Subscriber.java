package org.breakwater.sip.subscription;

import java.util.List;

/**
 * The subscriber's side of one subscription (RFC 6665 §4.1.2, figure 2). Refreshes before expiry, waits for the first
 * NOTIFY no longer than Timer N, and says when a new subscription is worth a try. Not thread-safe.
 */
public final class Subscriber {

    /** Timer N: how long to wait for the NOTIFY after SUBSCRIBE, in milliseconds (64·T1). */
    public static final int TIMER_N_MILLIS = 32_000;

    private static final int PROBATION_SECONDS = 30;

    private final int wanted;
    private State state = State.INIT;
    private boolean unsubscribing;
    private boolean refreshPending;

    /** States of RFC 6665 figure 2. */
    public enum State {
        INIT,
        NOTIFY_WAIT,
        PENDING,
        ACTIVE,
        TERMINATED
    }

    /** What is to be done. */
    public sealed interface Effect permits SendSubscribe, StartTimer, StopTimer, Ended {}

    /** Send SUBSCRIBE with this Expires: the first, a refresh, or 0 to end. */
    public record SendSubscribe(int expires) implements Effect {}

    /** Call {@link #timerFired} after so many milliseconds; replaces an earlier timer. */
    public record StartTimer(long millis) implements Effect {}

    /** No timer is needed any more. */
    public record StopTimer() implements Effect {}

    /**
     * The subscription is over.
     *
     * @param why as the notifier said, or: timeout, refused, unsubscribed
     * @param retryAfterSeconds when to make a new one, 0 for at once, -1 for never by itself
     */
    public record Ended(String why, int retryAfterSeconds) implements Effect {}

    /** A subscription that asks for so many seconds. */
    public Subscriber(int wantedSeconds) {
        this.wanted = wantedSeconds;
    }

    /** Where it is. */
    public State state() {
        return state;
    }

    /** Begins. */
    public List<Effect> subscribe() {
        state = State.NOTIFY_WAIT;
        return List.of(new SendSubscribe(wanted), new StartTimer(TIMER_N_MILLIS));
    }

    /** Asks the notifier to end it; the end is its last NOTIFY, or Timer N. */
    public List<Effect> unsubscribe() {
        if (state == State.TERMINATED || state == State.INIT) {
            return List.of();
        }
        unsubscribing = true;
        return List.of(new SendSubscribe(0), new StartTimer(TIMER_N_MILLIS));
    }

    /**
     * A response to SUBSCRIBE came.
     *
     * @param status final
     * @param expires seconds granted by a 2xx, -1 if it did not say
     * @param retryAfter of a failure, -1 if absent
     */
    public List<Effect> response(int status, int expires, int retryAfter) {
        if (state == State.TERMINATED) {
            return List.of();
        }
        boolean refresh = refreshPending;
        refreshPending = false;
        if (status < 300) {
            boolean wait = state == State.NOTIFY_WAIT || unsubscribing;
            return wait ? List.of() : List.of(new StartTimer(refreshMillis(expires < 0 ? wanted : expires)));
        }
        boolean fatal = status == 404
                || status == 405
                || status == 410
                || status == 416
                || status == 480
                || status == 481
                || status == 482
                || status == 483
                || status == 484
                || status == 485
                || status == 489
                || status == 501
                || status == 604;
        if (refresh && !fatal) {
            // RFC 6665 §4.1.2.2: the subscription lives on until it expires
            return List.of();
        }
        return end("refused", status == 481 ? 0 : retryAfter);
    }

    /** A NOTIFY in this subscription came. */
    public List<Effect> notified(SubscriptionState told) {
        if (state == State.TERMINATED) {
            return List.of();
        }
        if (told.isTerminated()) {
            return unsubscribing
                    ? end("unsubscribed", -1)
                    : end(told.reason() == null ? "terminated" : told.reason(), retryAfter(told));
        }
        state = told.value().equals("pending") ? State.PENDING : State.ACTIVE;
        if (unsubscribing) {
            return List.of();
        }
        return List.of(new StartTimer(refreshMillis(told.expires() < 0 ? wanted : told.expires())));
    }

    /** The timer asked for last has run. */
    public List<Effect> timerFired() {
        if (state == State.TERMINATED) {
            return List.of();
        }
        if (unsubscribing) {
            return end("unsubscribed", -1);
        }
        if (state == State.NOTIFY_WAIT) {
            return end("timeout", -1);
        }
        if (refreshPending) {
            return end("timeout", 0);
        }
        refreshPending = true;
        return List.of(new SendSubscribe(wanted), new StartTimer(TIMER_N_MILLIS));
    }

    private List<Effect> end(String why, int retryAfterSeconds) {
        state = State.TERMINATED;
        return List.of(new StopTimer(), new Ended(why, retryAfterSeconds));
    }

    /** Refresh well before the end: a tenth of the time, at most 32 s, before it. */
    private static long refreshMillis(int seconds) {
        return seconds * 1000L - Math.min(TIMER_N_MILLIS, seconds * 100L);
    }

    private static int retryAfter(SubscriptionState told) {
        String reason = told.reason() == null ? "" : told.reason();
        return switch (reason) {
            case "deactivated", "timeout" -> 0;
            case "probation", "giveup" -> told.retryAfter() >= 0 ? told.retryAfter() : PROBATION_SECONDS;
            case "rejected", "noresource", "invariant" -> -1;
            default -> told.retryAfter() >= 0 ? told.retryAfter() : 0;
        };
    }
}
