package org.breakwater.platform.time;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with timers, for work that has to stay in order and does not belong to a message's worker. Timers are precise to
 * a few milliseconds. A task that throws is logged and stops nothing else.
 */
public final class SerialLoop implements Executor, Timers, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialLoop.class);

    private final ScheduledExecutorService thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int bound;

    /**
     * Starts the thread.
     *
     * @param bound tasks that may wait before {@link #offer} refuses more, 1 or more
     */
    public SerialLoop(String name, int bound) {
        this.thread = Threads.scheduler(name);
        this.bound = bound;
    }

    /** Runs a task later; false when too many wait. */
    public boolean offer(Runnable task) {
        if (waiting.get() >= bound) {
            return false;
        }
        execute(task);
        return true;
    }

    /** Runs a task later in any case; for what is bounded by other means. After {@link #close} nothing happens. */
    @Override
    public void execute(Runnable task) {
        waiting.incrementAndGet();
        try {
            thread.execute(() -> {
                waiting.decrementAndGet();
                run(task);
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        try {
            ScheduledFuture<?> future = thread.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    /** How many tasks wait, timers not counted. */
    public int waiting() {
        return waiting.get();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task failed", e);
        }
    }

    /** Ends the thread; what waits is dropped. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
