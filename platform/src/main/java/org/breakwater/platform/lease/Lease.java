package org.breakwater.platform.lease;

import org.breakwater.platform.time.TimeSource;

/**
 * A lease as its holder sees it.
 *
 * @param name what is leased
 * @param holder who has it
 * @param token grows whenever the lease changes hands (fencing token): what is written under an older one must be refused
 * @param untilNanos {@link TimeSource#monotonicNanos()} of the holder from which it must not rely on the lease; earlier
 *     than the moment at which the database lends it to somebody else
 */
public record Lease(String name, String holder, long token, long untilNanos) {

    /** Whether the holder may still rely on it. */
    public boolean isValid(TimeSource time) {
        return time.monotonicNanos() - untilNanos < 0;
    }
}
