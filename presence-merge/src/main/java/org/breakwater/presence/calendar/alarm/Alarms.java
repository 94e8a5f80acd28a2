package org.breakwater.presence.calendar.alarm;

import java.util.function.Consumer;

/** Rings at times of day. Safe on any thread. */
public interface Alarms extends AutoCloseable {

    /**
     * Begins to ring.
     *
     * @param listener gets the key of each alarm that is due, on a thread of the alarms; it must not block
     */
    void start(Consumer<String> listener);

    /**
     * Sets an alarm; one with the same key is moved.
     *
     * @param key up to 200 characters
     * @param atMillis ms since 1970; one that lies in the past rings at once
     */
    void set(String key, long atMillis);

    /** Takes an alarm away; harmless when there is none. */
    void cancel(String key);

    /** Stops; nothing rings after that. */
    @Override
    void close();
}
