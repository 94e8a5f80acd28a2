package org.breakwater.platform.time;

/**
 * Runs tasks later. A {@code Timers} belongs to one event loop: tasks run on that loop, one at a time, and {@link
 * #schedule} is called from that loop only.
 */
public interface Timers {

    /**
     * Runs {@code task} once after the delay, never before it.
     *
     * @param delayMillis 0 or more; resolution is the implementation's tick (20 ms for the wheel)
     * @return a handle to cancel it
     */
    Timer schedule(long delayMillis, Runnable task);

    /** A task that has not run yet, or has. */
    interface Timer {
        /** Stops the task from running. Harmless when it has run or was cancelled before. */
        void cancel();
    }
}
