package org.breakwater.platform.time;

import java.time.Instant;

/** Where the program reads the time. One implementation reads the system, another is set by tests. */
public interface TimeSource {

    /** Nanoseconds of a clock that never steps; only differences mean anything. */
    long monotonicNanos();

    /** Milliseconds since 1970-01-01T00:00:00Z; may step when the system clock is set. */
    long epochMillis();

    /** The wall clock as an {@link Instant}. */
    default Instant now() {
        return Instant.ofEpochMilli(epochMillis());
    }

    /** Whole seconds since 1970-01-01T00:00:00Z. */
    default long epochSeconds() {
        return Math.floorDiv(epochMillis(), 1000L);
    }

    /** The clock of the operating system. */
    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
