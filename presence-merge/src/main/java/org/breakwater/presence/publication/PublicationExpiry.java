package org.breakwater.presence.publication;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;

/**
 * Takes publications away when they run out, so that listeners of the map hear of the end and watchers get the state that
 * is left. There is one timer for each presentity, for what ends first. Every server does it for itself; what two of them
 * make of one state is equal.
 */
public final class PublicationExpiry {

    /** Rests no longer than that, in case the system clock is set. */
    private static final long LONGEST_REST_MILLIS = 3_600_000;

    private final SharedMap<String, Presentity> map;
    private final TimeSource time;
    private final Timers timers;
    private final Map<String, Timers.Timer> waiting = new HashMap<>();

    private PublicationExpiry(SharedMap<String, Presentity> map, TimeSource time, Timers timers) {
        this.map = map;
        this.time = time;
        this.timers = timers;
    }

    /**
     * Begins to watch over a map, with what is in it already.
     *
     * @param timers of the event loop that {@code loop} runs on
     */
    public static PublicationExpiry start(
            SharedMap<String, Presentity> map, TimeSource time, Timers timers, Executor loop) {
        PublicationExpiry expiry = new PublicationExpiry(map, time, timers);
        map.listen((key, before, after) -> loop.execute(() -> expiry.watch(key, after)));
        map.forEach((key, presentity) -> loop.execute(() -> expiry.watch(key, presentity)));
        return expiry;
    }

    /** How many presentities have something that will run out; on the event loop. */
    public int size() {
        return waiting.size();
    }

    /** Looks through the whole map, for what was lost on the way to the event loop; on the event loop. */
    public void sweep() {
        map.forEach((key, presentity) -> {
            if (!waiting.containsKey(key)) {
                watch(key, presentity);
            }
        });
    }

    private void watch(String key, Presentity presentityOrNull) {
        Timers.Timer earlier = waiting.remove(key);
        if (earlier != null) {
            earlier.cancel();
        }
        if (presentityOrNull != null) {
            long end = presentityOrNull.publications().stream()
                    .mapToLong(p -> p.times().expiresAtMillis())
                    .min()
                    .orElseThrow();
            long rest = Math.max(0, Math.min(end - time.epochMillis(), LONGEST_REST_MILLIS));
            waiting.put(key, timers.schedule(rest, () -> due(key)));
        }
    }

    private void due(String key) {
        waiting.remove(key);
        long now = time.epochMillis();
        Presentity left = map.compute(key, (k, before) -> {
            if (before == null || before.publications().stream().noneMatch(p -> p.isExpired(now))) {
                return before;
            }
            List<Published> valid = before.publications().stream()
                    .filter(p -> !p.isExpired(now))
                    .toList();
            return valid.isEmpty() ? null : new Presentity(valid);
        });
        watch(key, left);
    }
}
