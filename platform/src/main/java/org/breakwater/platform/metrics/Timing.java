package org.breakwater.platform.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** How long something takes: count, sum and maximum, exported in seconds. Any thread may record. */
public final class Timing {

    private final Timer timer;

    Timing(Timer timer) {
        this.timer = timer;
    }

    /** Records one occurrence that took {@code nanos} nanoseconds; negative values are ignored. */
    public void record(long nanos) {
        timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** How many occurrences were recorded. */
    public long count() {
        return timer.count();
    }
}
