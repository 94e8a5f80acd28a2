package org.breakwater.sip.subscription;

import java.util.List;

/**
 * The notifier's side of one subscription (RFC 6665 §4.2, figure 3). Every SUBSCRIBE is followed by a NOTIFY; the
 * subscription ends by request, expiry, decision, or a NOTIFY that nobody takes. Not thread-safe.
 */
public final class Notifier {

    private final int minExpires;
    private final int maxExpires;
    private State state = State.INIT;
    private long expiresAtMillis;

    /** States of RFC 6665 figure 3. */
    public enum State {
        INIT,
        PENDING,
        ACTIVE,
        TERMINATED
    }

    /** What is to be done. */
    public sealed interface Effect permits Respond, SendNotify, StartTimer, StopTimer, Ended {}

    /** Answer the SUBSCRIBE: 200 with this Expires, or 423 with it as Min-Expires. */
    public record Respond(int status, int expires) implements Effect {}

    /** Send NOTIFY with this state and, unless it is pending, the whole state of the resource. */
    public record SendNotify(SubscriptionState state) implements Effect {}

    /** Call {@link #timerFired} after so many milliseconds; replaces an earlier timer. */
    public record StartTimer(long millis) implements Effect {}

    /** No timer is needed any more. */
    public record StopTimer() implements Effect {}

    /** The subscription is over and may be forgotten. */
    public record Ended() implements Effect {}

    /**
     * A subscription not begun.
     *
     * @param minExpires seconds below which SUBSCRIBE gets 423, 0 for no bound; an hour or more is never refused
     * @param maxExpires the most seconds granted
     */
    public Notifier(int minExpires, int maxExpires) {
        this.minExpires = minExpires;
        this.maxExpires = maxExpires;
    }

    /** Where it is. */
    public State state() {
        return state;
    }

    /**
     * A SUBSCRIBE came.
     *
     * @param expires seconds asked for, 0 to end or to fetch once
     * @param authorised whether the subscriber may see the resource; false leaves it pending
     * @param nowMillis of a monotonic clock
     */
    public List<Effect> subscribe(int expires, boolean authorised, long nowMillis) {
        if (state == State.TERMINATED) {
            return List.of(new Respond(481, 0));
        }
        if (expires > 0 && expires < minExpires && expires < 3600) {
            return List.of(new Respond(423, minExpires));
        }
        int granted = Math.min(expires, maxExpires);
        if (granted == 0) {
            state = State.TERMINATED;
            return List.of(
                    new Respond(200, 0),
                    new StopTimer(),
                    new SendNotify(SubscriptionState.terminated("timeout")),
                    new Ended());
        }
        state = authorised || state == State.ACTIVE ? State.ACTIVE : State.PENDING;
        expiresAtMillis = nowMillis + granted * 1000L;
        return List.of(new Respond(200, granted), new SendNotify(header(nowMillis)), new StartTimer(granted * 1000L));
    }

    /** The resource's owner decided on a pending subscription. */
    public List<Effect> decided(boolean allowed, long nowMillis) {
        if (state != State.PENDING) {
            return List.of();
        }
        if (!allowed) {
            return end("rejected");
        }
        state = State.ACTIVE;
        return List.of(new SendNotify(header(nowMillis)));
    }

    /** The resource changed. */
    public List<Effect> changed(long nowMillis) {
        return state == State.ACTIVE ? List.of(new SendNotify(header(nowMillis))) : List.of();
    }

    /** We end it: deactivated, probation, giveup, noresource, invariant. */
    public List<Effect> terminate(String reason) {
        return state == State.TERMINATED ? List.of() : end(reason);
    }

    /** It was not refreshed in time. */
    public List<Effect> timerFired() {
        return terminate("timeout");
    }

    /** NOTIFY failed for good: 404, 481, a timeout of the transaction. A 5xx or 503 is no reason to end it. */
    public List<Effect> notifyFailed() {
        if (state == State.TERMINATED) {
            return List.of();
        }
        state = State.TERMINATED;
        return List.of(new StopTimer(), new Ended());
    }

    private List<Effect> end(String reason) {
        state = State.TERMINATED;
        return List.of(new StopTimer(), new SendNotify(SubscriptionState.terminated(reason)), new Ended());
    }

    private SubscriptionState header(long nowMillis) {
        int left = (int) Math.max(0, (expiresAtMillis - nowMillis + 999) / 1000);
        return state == State.ACTIVE ? SubscriptionState.active(left) : SubscriptionState.pending(left);
    }
}
