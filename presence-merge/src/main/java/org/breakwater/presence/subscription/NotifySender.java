package org.breakwater.presence.subscription;

import java.util.function.IntConsumer;

/** Sends NOTIFY. */
@FunctionalInterface
public interface NotifySender {

    /** What {@code done} is told when it could not be sent. */
    int NOT_SENT = 0;

    /**
     * Sends one.
     *
     * @param done told once, on any thread: the status of the final reply, 408 when none came, or {@link #NOT_SENT}
     */
    void send(Notification notification, IntConsumer done);
}
