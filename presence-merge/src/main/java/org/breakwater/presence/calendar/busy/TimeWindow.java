package org.breakwater.presence.calendar.busy;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of a calendar that is looked at.
 *
 * @param from included
 * @param until not included
 */
public record TimeWindow(Instant from, Instant until) {

    /** The longest window; servers refuse much longer ones. */
    public static final Duration LONGEST = Duration.ofDays(31);

    /** Refuses windows that are empty or longer than {@link #LONGEST}. */
    public TimeWindow {
        if (!from.isBefore(until) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a window of a calendar is up to " + LONGEST.toDays() + " days long");
        }
    }

    /** Whether any of the time from {@code start} to {@code end} lies in it. */
    public boolean touches(Instant start, Instant end) {
        return start.isBefore(until) && end.isAfter(from);
    }
}
