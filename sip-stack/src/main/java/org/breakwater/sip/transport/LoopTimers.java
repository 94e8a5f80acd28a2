package org.breakwater.sip.transport;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.TimerWheel;
import org.breakwater.platform.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A timer wheel turned by its event loop, only while something is on it. */
final class LoopTimers implements Timers, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);

    private final EventLoop loop;
    private final TimerWheel wheel;
    private boolean turning;

    LoopTimers(EventLoop loop, TimeSource time) {
        this.loop = loop;
        this.wheel = new TimerWheel(time);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Timer timer = wheel.schedule(delayMillis, task);
        if (!turning) {
            turn();
        }
        return timer;
    }

    @Override
    public void run() {
        turning = false;
        try {
            wheel.advance();
        } catch (RuntimeException e) {
            LOG.error("A timer task failed", e);
        }
        if (!turning && !wheel.isEmpty()) {
            turn();
        }
    }

    private void turn() {
        turning = true;
        loop.schedule(this, TimerWheel.TICK_MILLIS, TimeUnit.MILLISECONDS);
    }
}
