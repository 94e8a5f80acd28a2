package org.breakwater.presence.xmpp.component;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: 1 s, doubled after each failure up to half a minute, each a quarter shorter or longer
 * by chance, so that several do not come at once. After a refusal it is at least 10 s. One caller at a time.
 */
public final class Backoff {

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 30_000;
    private static final long REFUSED_MILLIS = 10_000;

    private final DoubleSupplier chance;
    private long next = FIRST_MILLIS;

    /**
     * @param chance 0 to below 1
     */
    public Backoff(DoubleSupplier chance) {
        this.chance = chance;
    }

    /** After a failure: milliseconds to wait. */
    public long failed(boolean isRefusal) {
        long base = isRefusal ? Math.max(next, REFUSED_MILLIS) : next;
        next = Math.min(base * 2, LONGEST_MILLIS);
        return (long) (base * (0.75 + chance.getAsDouble() / 2));
    }

    /** After a success. */
    public void succeeded() {
        next = FIRST_MILLIS;
    }
}
