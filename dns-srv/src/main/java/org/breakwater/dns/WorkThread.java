package org.breakwater.dns;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread on which zones change. A task that fails is reported and does not end it. */
final class WorkThread implements Executor, Timers {

    private static final Logger LOG = LoggerFactory.getLogger(WorkThread.class);

    private final ScheduledExecutorService thread = Threads.scheduler("dns-work");

    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("a task comes after the end");
        }
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        try {
            ScheduledFuture<?> later = thread.schedule(() -> run(task), delayMillis, TimeUnit.MILLISECONDS);
            return () -> later.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("a timer comes after the end");
            return () -> {};
        }
    }

    /** Runs a step and waits for it. */
    void call(Step step) throws Exception {
        try {
            thread.submit(() -> {
                        step.run();
                        return null;
                    })
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    void close() {
        thread.shutdownNow();
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("a task of the DNS server failed", e);
        }
    }

    /** A step that may fail. */
    interface Step {
        void run() throws Exception;
    }
}
