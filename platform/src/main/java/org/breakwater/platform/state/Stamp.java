package org.breakwater.platform.state;

import java.util.Comparator;
import java.util.Objects;

/**
 * When a change was made, ordered over all servers (a hybrid logical clock): by time, then by a count within the
 * millisecond, then by who made it.
 *
 * @param millis milliseconds since 1970 on the clock of the server that made it, or later when it had seen later ones
 * @param count 0 or more
 * @param author {@link Member#text()} of the server that made it
 */
public record Stamp(long millis, int count, String author) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER = Comparator.comparingLong(Stamp::millis)
            .thenComparingInt(Stamp::count)
            .thenComparing(Stamp::author);

    /** Refuses a missing author. */
    public Stamp {
        Objects.requireNonNull(author);
    }

    /** This stamp, or the next one of its author after {@code seen} when it is not later by itself. */
    public Stamp after(Stamp seen) {
        if (compareTo(seen) > 0) {
            return this;
        }
        return seen.count == Integer.MAX_VALUE
                ? new Stamp(seen.millis + 1, 0, author)
                : new Stamp(seen.millis, seen.count + 1, author);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}
