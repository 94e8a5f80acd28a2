package org.breakwater.sip.transport;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.Worker;

/** Looks once a second at the connections of one worker for those whose time is up; rests while there are none. */
final class Sweeper {

    static final long PERIOD_MILLIS = 1000;

    private final Worker worker;
    private final List<Connection> connections = new ArrayList<>();
    private boolean scheduled;

    Sweeper(Worker worker) {
        this.worker = worker;
    }

    /** On the worker. */
    void add(Connection connection) {
        connection.setSweepIndex(connections.size());
        connections.add(connection);
        schedule();
    }

    /** On the worker. Harmless when it was removed before. */
    void remove(Connection connection) {
        int at = connection.sweepIndex();
        if (at < 0) {
            return;
        }
        Connection last = connections.remove(connections.size() - 1);
        if (last != connection) {
            connections.set(at, last);
            last.setSweepIndex(at);
        }
        connection.setSweepIndex(-1);
    }

    private void schedule() {
        if (!scheduled && !connections.isEmpty()) {
            scheduled = true;
            worker.timers().schedule(PERIOD_MILLIS, this::sweep);
        }
    }

    private void sweep() {
        scheduled = false;
        long now = worker.time().monotonicNanos();
        for (int i = connections.size() - 1; i >= 0; i--) {
            if (i < connections.size()) {
                connections.get(i).expireIfDue(now);
            }
        }
        schedule();
    }
}
