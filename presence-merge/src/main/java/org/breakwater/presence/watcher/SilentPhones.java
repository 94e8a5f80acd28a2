package org.breakwater.presence.watcher;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Phones that answer no NOTIFY: behind a line that is cut, without power, gone. Each is tried every three seconds, so that
 * its lamps are right soon after it is back; when there are many, less often. Belongs to one event loop.
 */
public final class SilentPhones {

    private static final long FIRST_MILLIS = 1_000;
    private static final int SLOWEST = 3;
    /** Time for each silent phone: no more than 200 of them are tried in a second. */
    private static final long EACH_MILLIS = 5;

    private final AtomicInteger count = new AtomicInteger();

    /** How many there are now. Any thread. */
    public int count() {
        return count.get();
    }

    void begins() {
        count.incrementAndGet();
    }

    void ends() {
        count.decrementAndGet();
    }

    /** Time between the beginnings of two attempts to reach a phone, after so many in a row that failed. */
    long retryMillis(int attempts) {
        return Math.max(FIRST_MILLIS * Math.min(attempts, SLOWEST), EACH_MILLIS * count());
    }
}
