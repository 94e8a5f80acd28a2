package org.breakwater.platform.time;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The one place where threads are made, so that every thread has a name that says what it does. */
public final class Threads {

    private Threads() {}

    /** Daemon threads named {@code name-1}, {@code name-2}, … */
    public static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * A pool for work that may block (SQL, disk, mail) with a bounded queue.
     *
     * @param name what its threads are called
     * @param threads how many threads, 1 or more
     * @param queueLimit tasks that may wait; one more is refused with {@link
     *     java.util.concurrent.RejectedExecutionException}
     */
    public static ThreadPoolExecutor blockingPool(String name, int threads, int queueLimit) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLimit), named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** One thread for periodic housekeeping off the event loops. */
    public static ScheduledExecutorService scheduler(String name) {
        return Executors.newSingleThreadScheduledExecutor(named(name));
    }
}
