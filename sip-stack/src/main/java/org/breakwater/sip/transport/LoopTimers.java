package org.breakwater.sip.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.TimerWheel;
import org.breakwater.platform.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A timer wheel turned by its event loop when something on it may be due. */
final class LoopTimers implements Timers {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);
    private static final long RESTING = Long.MAX_VALUE;

    private final EventLoop loop;
    private final TimeSource time;
    private final TimerWheel wheel;
    /** When the wheel is turned next, in milliseconds of the monotonic clock. */
    private long turnAt = RESTING;

    LoopTimers(EventLoop loop, TimeSource time) {
        this.loop = loop;
        this.time = time;
        this.wheel = new TimerWheel(time);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Timer timer = wheel.schedule(delayMillis, task);
        turnIn(Math.min(delayMillis + TimerWheel.TICK_MILLIS, TimerWheel.LONGEST_REST_MILLIS));
        return timer;
    }

    /** Makes sure that the wheel is turned in that time; an earlier turn stands. */
    private void turnIn(long millis) {
        long at = nowMillis() + millis;
        if (at < turnAt) {
            turnAt = at;
            loop.schedule(() -> turn(at), millis, TimeUnit.MILLISECONDS);
        }
    }

    private void turn(long planned) {
        if (planned != turnAt) {
            return; // an earlier one came in between and planned anew
        }
        turnAt = RESTING;
        try {
            wheel.advance();
        } catch (RuntimeException e) {
            LOG.error("A timer task failed", e);
        }
        if (!wheel.isEmpty()) {
            turnIn(wheel.millisToNext());
        }
    }

    private long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(time.monotonicNanos());
    }
}
