package org.breakwater.script.testkit;

import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.flow.Worker;

/** A worker that runs tasks at once, in virtual time. */
public final class FakeWorker implements Worker {

    private final ManualTime time = new ManualTime();

    /** The clock, to be moved by tests. */
    public ManualTime manualTime() {
        return time;
    }

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
        return time;
    }

    @Override
    public TimeSource time() {
        return time;
    }
}
