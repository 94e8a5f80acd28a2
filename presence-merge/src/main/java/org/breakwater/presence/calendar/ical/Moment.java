package org.breakwater.presence.calendar.ical;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * A DATE or DATE-TIME (RFC 5545 §3.3.4, §3.3.5): what the clock on a wall shows, and where the wall is.
 *
 * @param isDate whether it is a day without a time
 */
record Moment(LocalDateTime local, boolean isDate, ZoneRules rules) {

    private static final ZoneRules UTC = ZoneOffset.UTC.getRules();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /** Reads one value of a line. */
    static Moment of(ContentLine line, String value, Zones zones) throws Unreadable {
        String text = value.strip();
        try {
            if (line.isDate() || text.length() == 8) {
                return new Moment(
                        LocalDate.parse(text.substring(0, Math.min(8, text.length())), DATE)
                                .atStartOfDay(),
                        true,
                        zones.own());
            }
            if (text.endsWith("Z")) {
                return new Moment(LocalDateTime.parse(text.substring(0, text.length() - 1), DATE_TIME), false, UTC);
            }
            String zone = line.parameter("TZID");
            return new Moment(
                    LocalDateTime.parse(text, DATE_TIME), false, zone.isEmpty() ? zones.own() : zones.find(zone));
        } catch (DateTimeException e) {
            throw new Unreadable(line.name() + " is \"" + shortened(text) + "\", which is no date or time");
        }
    }

    static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    Instant instant() {
        return instant(local, rules);
    }

    Moment at(LocalDateTime other) {
        return new Moment(other, isDate, rules);
    }

    /** A time that does not occur or occurs twice is told with the offset before the clock changes (RFC 5545 §3.3.5). */
    static Instant instant(LocalDateTime local, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(local);
        return local.toInstant(change == null ? rules.getOffset(local) : change.getOffsetBefore());
    }

    /** What the wall shows at that instant. */
    static LocalDateTime local(Instant instant, ZoneRules rules) {
        return LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    }
}
