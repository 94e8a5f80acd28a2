package org.breakwater.presence.calendar.busy;

import java.time.Instant;
import java.util.Comparator;

/**
 * A time in which somebody is busy.
 *
 * @param start included
 * @param end not included, after {@code start}
 * @param meeting whether others take part
 * @param title in one line; empty when there is none or it may not be told
 */
public record BusyInterval(Instant start, Instant end, BusyKind kind, boolean meeting, String title) {

    /** Longest title in characters; longer ones are cut. */
    public static final int MAX_TITLE = 120;

    /** The interval that says most is the last one. */
    static final Comparator<BusyInterval> WEIGHT = Comparator.comparing(BusyInterval::kind)
            .thenComparing(BusyInterval::meeting)
            .thenComparing(BusyInterval::end)
            .thenComparing(BusyInterval::start)
            .thenComparing(BusyInterval::title);

    /** Puts the title into one line. */
    public BusyInterval {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("an interval begins before it ends");
        }
        title = oneLine(title);
    }

    /** Whether it is on at that moment. */
    public boolean isOn(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]+", " ").strip();
        if (line.length() <= MAX_TITLE) {
            return line;
        }
        int cut = Character.isHighSurrogate(line.charAt(MAX_TITLE - 1)) ? MAX_TITLE - 1 : MAX_TITLE;
        return line.substring(0, cut) + "…";
    }
}
