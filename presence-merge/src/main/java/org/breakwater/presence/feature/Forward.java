package org.breakwater.presence.feature;

import java.util.Comparator;

/**
 * Calls go elsewhere; the later of two servers' copies counts.
 *
 * @param on whether they do
 * @param to where to: a number or a SIP URI; empty when nobody said it yet. It stays when forwarding is switched off
 * @param rings how often it rings before, 0 when not said or not a matter
 * @param changedMillis when it was set, in ms since 1970
 */
public record Forward(boolean on, String to, int rings, long changedMillis) {

    /** Never set. */
    public static final Forward NONE = new Forward(false, "", 0, 0);

    static final Comparator<Forward> LATER = Comparator.comparingLong(Forward::changedMillis)
            .thenComparing(Forward::on)
            .thenComparing(Forward::to)
            .thenComparingInt(Forward::rings);

    /** Whether calls have somewhere to go. */
    public boolean counts() {
        return on && !to.isEmpty();
    }

    /** Whether both say the same, whenever they were set. */
    boolean saysTheSame(Forward other) {
        return on == other.on && to.equals(other.to) && rings == other.rings;
    }
}
