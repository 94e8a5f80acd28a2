package org.breakwater.presence.calendar.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many octets of answers may be in memory at a time, of all calendars together. An answer that is read takes several times
 * its size, and the server beside it needs memory too. Safe on any thread.
 */
public final class Room {

    private final Semaphore octets;

    /** Room for so many. */
    public Room(int octets) {
        this.octets = new Semaphore(octets);
    }

    /** Of one question, which takes nothing yet. */
    public Share share() {
        return new Share(octets);
    }

    /** For answers that are small in any case. */
    static Share unbounded() {
        return new Share(null);
    }

    /** What one question takes. */
    public static final class Share {
        private final Semaphore roomOrNull;
        private final AtomicInteger taken = new AtomicInteger();

        private Share(Semaphore roomOrNull) {
            this.roomOrNull = roomOrNull;
        }

        /** False when there is no room for these. */
        boolean take(int more) {
            if (roomOrNull == null) {
                return true;
            }
            if (!roomOrNull.tryAcquire(more)) {
                return false;
            }
            taken.addAndGet(more);
            return true;
        }

        /** The question's answers are in memory no more. */
        public void giveBack() {
            int all = taken.getAndSet(0);
            if (roomOrNull != null) {
                roomOrNull.release(all);
            }
        }
    }
}
