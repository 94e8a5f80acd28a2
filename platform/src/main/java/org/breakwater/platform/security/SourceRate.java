package org.breakwater.platform.security;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;

/**
 * Lets each source do something so often within some time, and not more often. A source is an IPv4 address or an IPv6
 * /64 network. The 4,096 sources that did it last are remembered. Any thread; never waits long.
 */
public final class SourceRate {

    private static final int SOURCES = 4096;

    private final TimeSource time;
    private final Map<Address128, Deque<Long>> granted = BoundedMap.forgettingQuietest(SOURCES);

    /** Nobody did anything yet. */
    public SourceRate(TimeSource time) {
        this.time = time;
    }

    /**
     * Whether the source may do it once more; if so, it has done it.
     *
     * @param most how often, 1 to some hundreds
     * @param seconds within which time
     */
    public synchronized boolean admit(InetAddress source, int most, int seconds) {
        long now = time.monotonicNanos();
        Deque<Long> times = granted.computeIfAbsent(SourceKey.of(source), k -> new ArrayDeque<>());
        while (!times.isEmpty() && now - times.peekFirst() >= seconds * 1_000_000_000L) {
            times.removeFirst();
        }
        if (times.size() >= most) {
            return false;
        }
        times.addLast(now);
        return true;
    }
}
