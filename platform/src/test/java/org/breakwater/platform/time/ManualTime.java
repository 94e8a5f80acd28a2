package org.breakwater.platform.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Virtual time for tests: stands still until {@link #advanceMillis} moves it, running what is due in order. */
public final class ManualTime implements TimeSource, Timers {

    private static final long EPOCH_START_MILLIS = 1_800_000_000_000L;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueMillis).thenComparingLong(Task::sequence));
    private final List<Task> cancelled = new ArrayList<>();
    private long nowMillis;
    private long sequence;

    @Override
    public long monotonicNanos() {
        return nowMillis * 1_000_000L;
    }

    @Override
    public long epochMillis() {
        return EPOCH_START_MILLIS + nowMillis;
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        Task t = new Task(nowMillis + Math.max(0, delayMillis), sequence++, task);
        tasks.add(t);
        return () -> {
            if (tasks.remove(t)) {
                cancelled.add(t);
            }
        };
    }

    /** Moves time on, running each task at its own moment. */
    public void advanceMillis(long millis) {
        long end = nowMillis + millis;
        while (!tasks.isEmpty() && tasks.peek().dueMillis() <= end) {
            Task t = tasks.poll();
            nowMillis = Math.max(nowMillis, t.dueMillis());
            t.task().run();
        }
        nowMillis = end;
    }

    /** How many timers are waiting. */
    public int pendingTimers() {
        return tasks.size();
    }

    /** How many timers were cancelled before they ran. */
    public int cancelledTimers() {
        return cancelled.size();
    }

    private record Task(long dueMillis, long sequence, Runnable task) {}
}
