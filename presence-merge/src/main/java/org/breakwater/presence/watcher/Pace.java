package org.breakwater.presence.watcher;

import org.breakwater.platform.time.TimeSource;

/**
 * How fast one phone gets NOTIFY, over all its subscriptions: some, then no more often than every so many ms. Replies to
 * SUBSCRIBE are not held back and count all the same. Belongs to one event loop.
 */
public final class Pace {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TimeSource time;
    private final long gapMillis;
    private final long startMillis;
    private final int burst;
    private long nextMillis;

    /**
     * @param burst how many may follow one another at once, 1 or more
     * @param gapMillis time for each on average, 0 or more
     */
    public Pace(TimeSource time, int burst, long gapMillis) {
        this.time = time;
        this.burst = burst;
        this.gapMillis = gapMillis;
        this.startMillis = time.monotonicNanos() / NANOS_PER_MILLI;
    }

    /** How long to wait in ms before the next may be sent; 0 for not at all. */
    public long delayMillis() {
        return Math.max(0, nextMillis - now() - (burst - 1) * gapMillis);
    }

    /** One was sent. */
    public void sent() {
        nextMillis = Math.max(nextMillis, now()) + gapMillis;
    }

    private long now() {
        return time.monotonicNanos() / NANOS_PER_MILLI - startMillis;
    }
}
