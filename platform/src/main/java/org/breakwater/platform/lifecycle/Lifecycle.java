package org.breakwater.platform.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.platform.time.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts parts in the order given and stops them in the reverse order. Used by one thread at a time.
 *
 * <p>A part that does not stop within the limit is left behind with a line in the log, and so is one that fails; the
 * others are stopped nevertheless.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private final List<Part> parts;
    private final Duration stopLimit;
    private final Deque<Part> started = new ArrayDeque<>();

    /**
     * Nothing is started yet.
     *
     * @param stopLimit for each part
     */
    public Lifecycle(List<Part> parts, Duration stopLimit) {
        this.parts = List.copyOf(parts);
        this.stopLimit = stopLimit;
    }

    /**
     * Starts every part. When one fails, those before it are stopped.
     *
     * @throws StartFailedException naming the part that failed
     */
    public synchronized void start() {
        for (Part part : parts) {
            try {
                part.start().run();
                started.push(part);
            } catch (Exception e) {
                stop();
                throw new StartFailedException(part.name(), e);
            }
        }
    }

    /** Stops what was started. Calling it again does nothing. */
    public synchronized void stop() {
        boolean interrupted = Thread.interrupted();
        while (!started.isEmpty()) {
            interrupted |= stop(started.pop());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** True when the caller was interrupted meanwhile: the parts after this one still get their turn. */
    private boolean stop(Part part) {
        ThreadPoolExecutor stopper = Threads.blockingPool("stop-" + part.name(), 1, 1);
        Future<?> stopping = stopper.submit(() -> {
            part.stop().run();
            return null;
        });
        try {
            stopping.get(stopLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.error("{} did not stop within {} ms and is left behind", part.name(), stopLimit.toMillis());
        } catch (ExecutionException e) {
            LOG.error("{} failed while stopping", part.name(), e.getCause());
        } catch (InterruptedException e) {
            LOG.error("interrupted while {} was stopping; it is left behind", part.name());
            return true;
        } finally {
            stopper.shutdownNow();
        }
        return false;
    }
}
