package org.breakwater.script.module.pike;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.breakwater.platform.time.TimeSource;

/**
 * Counts what each address sends in units of time. An address is blocked while the count of this or the last unit, or
 * their average, reaches the limit. At most {@value #MOST_SOURCES} addresses are watched; a further one passes.
 */
final class Sources {

    static final int MOST_SOURCES = 200_000;

    /** What a request means. */
    enum Verdict {
        PASSES,
        NEWLY_BLOCKED,
        STILL_BLOCKED
    }

    private final Map<InetAddress, Source> sources = new ConcurrentHashMap<>();
    private final TimeSource time;
    private final long unitNanos;
    private final int limit;

    /**
     * @param unitSeconds length of a unit, 1 or more
     * @param limit requests in a unit that are too many
     */
    Sources(TimeSource time, int unitSeconds, int limit) {
        this.time = time;
        this.unitNanos = unitSeconds * 1_000_000_000L;
        this.limit = limit;
    }

    Verdict count(InetAddress address) {
        Source source = sources.get(address);
        if (source == null) {
            if (sources.size() >= MOST_SOURCES) {
                return Verdict.PASSES;
            }
            source = sources.computeIfAbsent(address, a -> new Source());
        }
        return source.count(time.monotonicNanos() / unitNanos);
    }

    /** Forgets who was quiet for some units; {@code unblocked} hears of addresses that were blocked till now. */
    void forget(int quietUnits, Consumer<InetAddress> unblocked) {
        long now = time.monotonicNanos() / unitNanos;
        sources.forEach((address, source) -> {
            if (source.cools(now)) {
                unblocked.accept(address);
            }
            if (source.isQuiet(now, quietUnits)) {
                sources.remove(address, source);
            }
        });
    }

    /** Addresses that are blocked now, or all. */
    List<Map<String, Object>> list(boolean onlyBlocked) {
        List<Map<String, Object>> list = new ArrayList<>();
        sources.forEach((address, source) -> {
            if (!onlyBlocked || source.blocked) {
                list.add(Map.of(
                        "ip_addr",
                        address.getHostAddress(),
                        "leaf_hits_prev",
                        source.previous,
                        "leaf_hits_curr",
                        source.current,
                        "status",
                        source.blocked ? "HOT" : "WARM"));
            }
        });
        return list;
    }

    /** Counts of one address. */
    private final class Source {
        private long unit;
        private volatile int previous;
        private volatile int current;
        private volatile boolean blocked;

        synchronized Verdict count(long now) {
            turn(now);
            current = current + 1;
            if (!isHot()) {
                blocked = false;
                return Verdict.PASSES;
            }
            Verdict verdict = blocked ? Verdict.STILL_BLOCKED : Verdict.NEWLY_BLOCKED;
            blocked = true;
            return verdict;
        }

        private void turn(long now) {
            if (now != unit) {
                previous = now == unit + 1 ? current : 0;
                current = 0;
                unit = now;
            }
        }

        private boolean isHot() {
            return previous >= limit || current >= limit || (previous + current) / 2 >= limit;
        }

        synchronized boolean cools(long now) {
            if (!blocked) {
                return false;
            }
            int last = now == unit ? current : 0;
            int before = now == unit ? previous : now == unit + 1 ? current : 0;
            blocked = before >= limit || last >= limit;
            return !blocked;
        }

        synchronized boolean isQuiet(long now, int units) {
            return now - unit > units;
        }
    }
}
