package org.breakwater.script.host;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.Threads;
import org.breakwater.script.run.Execution;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;

/** Threads for scripts that may block. What belongs to one Call-ID runs on one thread, in order. */
final class ScriptPool {

    private final List<Lane> lanes = new ArrayList<>();

    ScriptPool(int threads, int queueLimit, Workers workers, ScriptLog log, int variableCount) {
        for (int i = 0; i < threads; i++) {
            lanes.add(new Lane(Threads.blockingPool("script-" + i, 1, queueLimit), workers, log, variableCount));
        }
    }

    /**
     * Runs a task in the lane of a key.
     *
     * @return false when the lane's queue is full
     */
    boolean run(String key, Worker worker, Task task) {
        Lane lane = lanes.get(Math.floorMod(key.hashCode(), lanes.size()));
        try {
            lane.thread.execute(() -> task.run(lane.executions.get(worker.index())));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    void stop() {
        lanes.forEach(lane -> lane.thread.shutdown());
    }

    interface Task {
        void run(Execution execution);
    }

    private static final class Lane {
        private final ThreadPoolExecutor thread;
        private final List<Execution> executions = new ArrayList<>();

        Lane(ThreadPoolExecutor thread, Workers workers, ScriptLog log, int variableCount) {
            this.thread = thread;
            workers.all().forEach(w -> executions.add(new Execution(w, log, variableCount)));
        }
    }
}
