package org.breakwater.sip.resolve;

import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.flow.Worker;

/** A worker in virtual time that is always the current one. */
record ManualWorker(ManualTime clock) implements Worker {

    @Override
    public int index() {
        return 0;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public Timers timers() {
        return clock;
    }

    @Override
    public TimeSource time() {
        return clock;
    }
}
