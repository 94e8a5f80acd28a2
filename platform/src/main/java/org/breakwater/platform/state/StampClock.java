package org.breakwater.platform.state;

import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.platform.time.TimeSource;

/** Gives stamps that grow even when the system clock is set back. Any thread. */
public final class StampClock {

    private final TimeSource time;
    private final AtomicReference<Stamp> last;

    /**
     * @param author {@link Member#text()} of this server
     */
    public StampClock(TimeSource time, String author) {
        this.time = time;
        this.last = new AtomicReference<>(new Stamp(0, 0, author));
    }

    /** A stamp later than every one before. */
    public Stamp next() {
        long now = time.epochMillis();
        return last.updateAndGet(before -> new Stamp(now, 0, before.author()).after(before));
    }
}
