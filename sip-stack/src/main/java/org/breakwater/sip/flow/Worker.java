package org.breakwater.sip.flow;

import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;

/** One event loop that signalling runs on. Everything of one call runs on one worker. */
public interface Worker {

    /** 0 to the number of workers - 1. */
    int index();

    /** Runs a task on this worker soon; at once when called from it. */
    void execute(Runnable task);

    /** Whether the caller runs on this worker. */
    boolean isCurrent();

    /** Timers that fire on this worker; to be used from this worker only. */
    Timers timers();

    /** The clock. */
    TimeSource time();
}
