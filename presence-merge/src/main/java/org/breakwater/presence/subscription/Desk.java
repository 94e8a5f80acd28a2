package org.breakwater.presence.subscription;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;

/**
 * Decides on the spot whether a SUBSCRIBE can be taken, so that it is answered before the loop deals with it. Safe on any
 * thread.
 */
public final class Desk {

    private final SharedMap<String, Subscription> map;
    private final Subscriptions subscriptions;
    private final Predicate<Runnable> loop;
    private final SubscriptionLimits limits;
    private final TimeSource time;
    private final Map<String, Integer> perPhone = new ConcurrentHashMap<>();

    /** What becomes of a SUBSCRIBE. */
    public enum Verdict {
        TAKEN,
        /** No room for any more. */
        FULL,
        /** The phone has as many as one may have. */
        PHONE_FULL
    }

    /**
     * Begins to count.
     *
     * @param loop hands a task to the loop of {@code subscriptions}; false when too many wait
     */
    public Desk(
            SharedMap<String, Subscription> map,
            Subscriptions subscriptions,
            Predicate<Runnable> loop,
            SubscriptionLimits limits,
            TimeSource time) {
        this.map = map;
        this.subscriptions = subscriptions;
        this.loop = loop;
        this.limits = limits;
        this.time = time;
        map.listen((key, before, after) -> {
            count(before, -1);
            count(after, 1);
            loop.test(() -> subscriptions.noted(key, before, after)); // what is lost here is found by repair
        });
        map.forEach((key, s) -> count(s, 1));
    }

    private void count(Subscription subscriptionOrNull, int by) {
        if (subscriptionOrNull != null) {
            perPhone.merge(subscriptionOrNull.phoneKey(), by, (x, y) -> x + y <= 0 ? null : x + y);
        }
    }

    /** The subscription of that dialog, wherever it is served; null when there is none. */
    public Subscription find(String key) {
        Subscription s = map.get(key);
        return s == null || s.term().expiresAtMillis() <= time.epochMillis() ? null : s;
    }

    /** Whether there is room for one more. */
    public Verdict admits(Subscription fresh) {
        if (map.size() >= limits.total()) {
            return Verdict.FULL;
        }
        return perPhone.getOrDefault(fresh.phoneKey(), 0) >= limits.perPhone() ? Verdict.PHONE_FULL : Verdict.TAKEN;
    }

    /** Hands a new subscription to the loop; false when too much waits. */
    public boolean begin(Subscription fresh, int seconds) {
        return loop.test(() -> subscriptions.begin(fresh, seconds));
    }

    /** Hands a SUBSCRIBE within a dialog to the loop; false when too much waits. */
    public boolean refresh(String key, String remoteTarget, Subscription.Phone phone, int seconds) {
        return loop.test(() -> subscriptions.refresh(key, remoteTarget, phone, seconds));
    }
}
