package org.breakwater.platform.control;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.time.TimeSource;

/** Closes connections that are not done in time, which wakes the thread that waits for them. Safe on any thread. */
final class Deadlines {

    private final TimeSource time;
    private final Map<Closeable, Long> endNanos = new ConcurrentHashMap<>();

    Deadlines(TimeSource time) {
        this.time = time;
    }

    /** The connection has that long from now on, whatever it was given before. */
    void set(Closeable connection, Duration limit) {
        endNanos.put(connection, time.monotonicNanos() + limit.toNanos());
    }

    /** The connection has all the time it wants. */
    void clear(Closeable connection) {
        endNanos.remove(connection);
    }

    /** How many connections have a deadline. */
    int size() {
        return endNanos.size();
    }

    /** Closes those whose time is over; returns how many. To be called every now and then. */
    int closeOverdue() {
        int closed = 0;
        for (Map.Entry<Closeable, Long> entry : endNanos.entrySet()) {
            boolean over = time.monotonicNanos() - entry.getValue() >= 0;
            if (over && endNanos.remove(entry.getKey(), entry.getValue())) {
                close(entry.getKey());
                closed++;
            }
        }
        return closed;
    }

    private static void close(Closeable connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
