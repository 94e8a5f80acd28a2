package org.breakwater.presence.calendar.busy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What one calendar says of a window of time.
 *
 * @param intervals by start, each once
 * @param remarks what was left out and why, for the administrator; each in one sentence
 */
public record FreeBusy(List<BusyInterval> intervals, List<String> remarks) {

    /** The most intervals of one answer; a person has some dozens a week. */
    public static final int MAX_INTERVALS = 5000;

    /** The most remarks that are kept. */
    public static final int MAX_REMARKS = 10;

    /** Free all the time. */
    public static final FreeBusy FREE = new FreeBusy(List.of(), List.of());

    /** Sorts, and keeps no more remarks than anybody reads. */
    public FreeBusy {
        intervals = new LinkedHashSet<>(intervals)
                .stream()
                        .sorted(Comparator.comparing(BusyInterval::start).thenComparing(BusyInterval.WEIGHT))
                        .toList();
        remarks = remarks.stream().distinct().limit(MAX_REMARKS).toList();
    }
}
