package org.breakwater.platform.time;

/** Reads the operating system's clocks. */
enum SystemTime implements TimeSource {
    INSTANCE;

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }
}
