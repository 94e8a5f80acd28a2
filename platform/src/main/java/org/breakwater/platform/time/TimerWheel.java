package org.breakwater.platform.time;

/**
 * A hashed wheel of timers for one event loop: scheduling and cancelling are O(1) and lock-free because both happen on
 * the loop's thread.
 *
 * <p>The owner calls {@link #advance()} when {@link #millisToNext()} have passed, while {@link #isEmpty()} is false; a task
 * scheduled meanwhile may be due earlier.
 */
public final class TimerWheel implements Timers {

    /** Length of a tick in milliseconds. */
    public static final int TICK_MILLIS = 20;

    /** How long an owner rests at most while something is scheduled. */
    public static final int LONGEST_REST_MILLIS = 1000;

    private static final int SLOTS = 2048;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TimeSource time;
    private final long startNanos;
    private final Entry[] slots = new Entry[SLOTS];
    private long tick;
    private int size;

    /** Creates an empty wheel that reads {@code time}. */
    public TimerWheel(TimeSource time) {
        this.time = time;
        this.startNanos = time.monotonicNanos();
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        if (size == 0) {
            tick = nowTick();
        }
        long from = (elapsedNanos() + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
        long due = (from + Math.max(0, delayMillis) + TICK_MILLIS - 1) / TICK_MILLIS;
        Entry entry = new Entry(this, task, Math.max(due, tick + 1));
        link(entry);
        return entry;
    }

    /** Runs every task that is due. A task that throws does not stop the others; the first failure is rethrown. */
    public void advance() {
        long now = nowTick();
        RuntimeException failure = null;
        while (tick < now && size > 0) {
            tick++;
            for (Entry e = slots[(int) (tick % SLOTS)], next; e != null; e = next) {
                next = e.next;
                if (e.dueTick <= tick && e.wheel != null) {
                    unlink(e);
                    failure = run(e.task, failure);
                    next = e.successorIfLinked(next);
                }
            }
        }
        tick = Math.max(tick, now);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Milliseconds after which something may be due: at least {@link #TICK_MILLIS}, at most {@link #LONGEST_REST_MILLIS}.
     */
    public long millisToNext() {
        int ticks = 1;
        while (ticks < LONGEST_REST_MILLIS / TICK_MILLIS && slots[(int) ((tick + ticks) % SLOTS)] == null) {
            ticks++;
        }
        return (long) ticks * TICK_MILLIS;
    }

    /** True when nothing is scheduled, so that an idle loop need not tick. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many tasks are scheduled. */
    public int size() {
        return size;
    }

    private static RuntimeException run(Runnable task, RuntimeException earlier) {
        try {
            task.run();
            return earlier;
        } catch (RuntimeException e) {
            return earlier == null ? e : earlier;
        }
    }

    private long elapsedNanos() {
        return time.monotonicNanos() - startNanos;
    }

    private long nowTick() {
        return elapsedNanos() / (TICK_MILLIS * NANOS_PER_MILLI);
    }

    private void link(Entry e) {
        int slot = (int) (e.dueTick % SLOTS);
        e.next = slots[slot];
        if (e.next != null) {
            e.next.previous = e;
        }
        slots[slot] = e;
        size++;
    }

    private void unlink(Entry e) {
        if (e.previous != null) {
            e.previous.next = e.next;
        } else {
            slots[(int) (e.dueTick % SLOTS)] = e.next;
        }
        if (e.next != null) {
            e.next.previous = e.previous;
        }
        e.previous = null;
        e.wheel = null;
        size--;
    }

    private static final class Entry implements Timer {
        private TimerWheel wheel;
        private final Runnable task;
        private final long dueTick;
        private Entry previous;
        private Entry next;

        Entry(TimerWheel wheel, Runnable task, long dueTick) {
            this.wheel = wheel;
            this.task = task;
            this.dueTick = dueTick;
        }

        /** The task that just ran may have cancelled the entry after it: then walk on from where that one pointed. */
        Entry successorIfLinked(Entry candidate) {
            Entry e = candidate;
            while (e != null && e.wheel == null) {
                e = e.next;
            }
            return e;
        }

        @Override
        public void cancel() {
            if (wheel != null) {
                wheel.unlink(this);
            }
        }
    }
}
