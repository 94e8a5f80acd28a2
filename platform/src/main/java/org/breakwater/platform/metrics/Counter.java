package org.breakwater.platform.metrics;

import java.util.concurrent.atomic.LongAdder;

/** A number that only grows. Cheap enough for the path of every message; any thread may call it. */
public final class Counter {

    private final LongAdder value = new LongAdder();

    Counter() {}

    /** Adds one. */
    public void increment() {
        value.increment();
    }

    /** Adds {@code amount}, 0 or more. */
    public void add(long amount) {
        value.add(amount);
    }

    /** The sum so far; exact once the writers are quiet. */
    public long value() {
        return value.sum();
    }
}
