package org.breakwater.sip.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;

/** Measures how late an event loop runs its tasks. */
final class LagProbe implements Runnable {

    static final long PERIOD_MILLIS = 100;

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(PERIOD_MILLIS);

    private final TimeSource time;
    private volatile long lastRun;
    private volatile long lastLag;

    LagProbe(TimeSource time) {
        this.time = time;
        this.lastRun = time.monotonicNanos();
    }

    void start(EventLoop loop) {
        loop.scheduleWithFixedDelay(this, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void run() {
        long now = time.monotonicNanos();
        lastLag = Math.max(0, now - lastRun - PERIOD_NANOS);
        lastRun = now;
    }

    /** Safe from any thread: the last lag, or the time the probe is overdue when that is longer. */
    long lagNanos() {
        return Math.max(lastLag, time.monotonicNanos() - lastRun - PERIOD_NANOS);
    }
}
