package org.breakwater.sip.transport;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.flow.Worker;

/** One event loop as a worker, with what its connections share. */
final class EventLoopWorker implements Worker {

    private static final int SCRATCH = 65536;
    private static final int MAX_HANDED_OVER = 8192;

    private final int index;
    private final EventLoop loop;
    private final TimeSource time;
    private final LoopTimers timers;
    private final LagProbe lag;
    private final byte[] scratch = new byte[SCRATCH];
    private final AtomicInteger handedOver = new AtomicInteger();
    private final Runnable flushTask = this::flushAll;
    private List<Flushable> unflushed = new ArrayList<>();
    private List<Flushable> flushing = new ArrayList<>();

    EventLoopWorker(int index, EventLoop loop, TimeSource time) {
        this.index = index;
        this.loop = loop;
        this.time = time;
        this.timers = new LoopTimers(loop, time);
        this.lag = new LagProbe(time);
    }

    /** Something with writes that were not handed to the system yet. */
    interface Flushable {
        void flush();
    }

    @Override
    public int index() {
        return index;
    }

    @Override
    public void execute(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    @Override
    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public TimeSource time() {
        return time;
    }

    /** Whether as many messages as may be wait to be handled here. From any thread. */
    boolean isFull() {
        return handedOver.get() >= MAX_HANDED_OVER;
    }

    /** Runs a task for a message that came in on another loop. */
    void handOver(Runnable task) {
        handedOver.incrementAndGet();
        loop.execute(() -> {
            handedOver.decrementAndGet();
            task.run();
        });
    }

    EventLoop loop() {
        return loop;
    }

    LagProbe lag() {
        return lag;
    }

    /** Room to read octets into; overwritten by the next read on this loop. */
    byte[] scratch() {
        return scratch;
    }

    /** Flushes it once the loop has gone through all sockets that are ready, so that many writes cost one system call. */
    void flushLater(Flushable writer) {
        if (unflushed.isEmpty()) {
            loop.execute(flushTask);
        }
        unflushed.add(writer);
    }

    private void flushAll() {
        List<Flushable> batch = unflushed;
        unflushed = flushing;
        flushing = batch;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).flush();
        }
        batch.clear();
    }
}
