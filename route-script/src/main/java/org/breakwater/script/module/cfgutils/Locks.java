package org.breakwater.script.module.cfgutils;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.breakwater.script.module.pv.transform.Digests;

/**
 * A set of locks that keys are spread over; two keys may meet in one lock. A lock is held until it is unlocked, by
 * whatever message. Safe on any thread.
 */
final class Locks {

    private static final int MAX_POWER = 14;

    private final Semaphore[] slots;

    /** @param power there are 2 to the power of this many locks; 0 for none */
    Locks(int power) {
        slots = new Semaphore[power == 0 ? 0 : 1 << Math.min(power, MAX_POWER)];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Semaphore(1);
        }
    }

    boolean isEmpty() {
        return slots.length == 0;
    }

    /** Takes the lock of a key; false when it was not free within the time, or the thread was interrupted. */
    boolean take(String key, long waitMillis) {
        try {
            return slot(key).tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Frees the lock of a key; nothing happens if it is free. */
    void free(String key) {
        Semaphore slot = slot(key);
        if (slot.availablePermits() == 0) {
            slot.release();
        }
    }

    private Semaphore slot(String key) {
        return slots[Digests.coreHashNumber(key, null, slots.length)];
    }
}
