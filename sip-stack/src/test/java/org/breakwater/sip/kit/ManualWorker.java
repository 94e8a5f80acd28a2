package org.breakwater.sip.kit;

import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.flow.Worker;

/** A worker that runs tasks at once and timers in virtual time. */
public record ManualWorker(int index, ManualTime clock) implements Worker {

    /** A worker that is alone, with a clock of its own. */
    public ManualWorker() {
        this(0, new ManualTime());
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
