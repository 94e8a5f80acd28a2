package org.breakwater.platform.security;

/** Counts failures within a window of time; the next window begins with the first failure after it. Nanoseconds. */
final class FailureCount {

    private long windowStart;
    private int failures;

    FailureCount(long now) {
        windowStart = now;
    }

    /** Counts one more; true when that makes {@code limit} within the window, and then it starts anew. */
    boolean reaches(int limit, long now, long window) {
        if (now - windowStart >= window) {
            windowStart = now;
            failures = 0;
        }
        if (++failures < limit) {
            return false;
        }
        failures = 0;
        return true;
    }
}
