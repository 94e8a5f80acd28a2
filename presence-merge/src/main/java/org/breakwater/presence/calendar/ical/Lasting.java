package org.breakwater.presence.calendar.ical;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an event lasts: days by the clock on the wall, then seconds (RFC 5545 §3.3.6, §3.8.5.3).
 *
 * @param days 0 to 3660
 * @param seconds 0 or more
 */
record Lasting(int days, long seconds) {

    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern TEXT = Pattern.compile(
            "\\+?P(?:(\\d{1,4})W)?(?:(\\d{1,4})D)?(?:T(?:(\\d{1,6})H)?(?:(\\d{1,7})M)?(?:(\\d{1,9})S)?)?");

    static Lasting between(Moment start, Moment end) throws Unreadable {
        Duration length = start.isDate() && end.isDate()
                ? Duration.between(start.local(), end.local())
                : Duration.between(start.instant(), end.instant());
        if (length.isNegative()) {
            throw new Unreadable("it ends before it begins");
        }
        if (length.compareTo(LONGEST) > 0) {
            throw new Unreadable("it lasts longer than ten years");
        }
        return start.isDate() && end.isDate()
                ? new Lasting((int) length.toDays(), 0)
                : new Lasting(0, length.toSeconds());
    }

    static Lasting of(String text) throws Unreadable {
        Matcher m = TEXT.matcher(text.strip());
        if (!m.matches()) {
            throw new Unreadable("DURATION is \"" + Moment.shortened(text) + "\"; it is written as P1DT2H30M");
        }
        long days = 7 * number(m, 1) + number(m, 2);
        long seconds = 3600 * number(m, 3) + 60 * number(m, 4) + number(m, 5);
        if (days * 86_400 + seconds > LONGEST.toSeconds()) {
            throw new Unreadable("it lasts longer than ten years");
        }
        return new Lasting((int) days, seconds);
    }

    private static long number(Matcher m, int group) {
        return m.group(group) == null ? 0 : Long.parseLong(m.group(group));
    }

    Instant after(Moment start) {
        return start.at(start.local().plusDays(days)).instant().plusSeconds(seconds);
    }

    /** No shorter than it lasts anywhere. */
    Duration atMost() {
        return Duration.ofDays(days + 1L).plusSeconds(seconds);
    }
}
