package org.breakwater.presence.calendar.ical;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of a VTIMEZONE (RFC 5545 §3.6.5) for the time that is looked at. */
final class ObservedZone {

    /** The change before the first one that counts lies no longer ago. */
    private static final int DAYS_BEFORE = 400;

    private static final int MAX_OBSERVANCES = 200;

    private ObservedZone() {}

    /** The rules between two moments of the zone's wall; before and after the nearest offset goes on. */
    static ZoneRules rules(Block zone, LocalDateTime from, LocalDateTime to, Work work) throws Unreadable {
        List<Block> observances = zone.children();
        if (observances.isEmpty() || observances.size() > MAX_OBSERVANCES) {
            throw new Unreadable("it has " + observances.size() + " parts STANDARD and DAYLIGHT");
        }
        TreeMap<LocalDateTime, Block> onsets = new TreeMap<>();
        for (Block observance : observances) {
            for (LocalDateTime onset : onsets(observance, from, to, work)) {
                onsets.put(onset, observance);
            }
        }
        ZoneOffset first = offset(onsets.firstEntry().getValue(), "TZOFFSETFROM");
        ZoneOffset offset = first;
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (Map.Entry<LocalDateTime, Block> onset : onsets.entrySet()) {
            ZoneOffset next = offset(onset.getValue(), "TZOFFSETTO");
            if (!next.equals(offset)) {
                changes.add(ZoneOffsetTransition.of(onset.getKey(), offset, next));
                offset = next;
            }
        }
        try {
            return ZoneRules.of(first, first, List.of(), changes, List.of());
        } catch (IllegalArgumentException e) {
            throw new Unreadable("its clock changes follow too closely on one another");
        }
    }

    private static List<LocalDateTime> onsets(Block observance, LocalDateTime from, LocalDateTime to, Work work)
            throws Unreadable {
        ContentLine line = observance.first("DTSTART");
        if (line == null) {
            throw new Unreadable("a part of it has no DTSTART");
        }
        ZoneOffset before = offset(observance, "TZOFFSETFROM");
        Moment start = moment(line, line.value(), before);
        List<LocalDateTime> onsets = new ArrayList<>();
        onsets.add(start.local());
        for (ContentLine dates : observance.all("RDATE")) {
            for (String value : dates.value().split(",")) {
                onsets.add(moment(dates, value, before).local());
            }
        }
        String rule = observance.value("RRULE");
        if (!rule.isEmpty()) {
            LocalDateTime since = from.minusDays(DAYS_BEFORE);
            onsets.addAll(Recurrence.starts(rule, start, since, to, work));
            onsets.addAll(lastOnes(rule, start, since, work));
        }
        return onsets;
    }

    /** Of a rule that ended long ago, what was its last change. */
    private static List<LocalDateTime> lastOnes(String rule, Moment start, LocalDateTime before, Work work)
            throws Unreadable {
        int at = rule.indexOf("UNTIL=");
        String year = at < 0 ? "" : rule.substring(at + 6, Math.min(at + 10, rule.length()));
        if (!year.matches("[0-9]{4}")) {
            return List.of();
        }
        LocalDateTime end = LocalDateTime.of(Math.max(1, Integer.parseInt(year)), 12, 31, 0, 0);
        return end.isBefore(before) ? Recurrence.starts(rule, start, end.minusDays(2 * 366), end, work) : List.of();
    }

    /** Without a zone of its own: the offset that holds until then is what it is told in. */
    private static Moment moment(ContentLine line, String value, ZoneOffset before) throws Unreadable {
        ContentLine plain = new ContentLine(line.name(), Map.of(), value);
        Moment moment =
                Moment.of(plain, value, new Zones(before, List.of(), LocalDateTime.MIN, LocalDateTime.MAX, null));
        if (moment.local().getNano() != 0 || moment.isDate()) {
            throw new Unreadable(line.name() + " of a part of it is no time");
        }
        return new Moment(Moment.local(moment.instant(), before.getRules()), false, before.getRules());
    }

    private static ZoneOffset offset(Block observance, String name) throws Unreadable {
        String text = observance.value(name);
        if (!text.matches("[+-][0-9]{4}([0-9]{2})?")) {
            throw new Unreadable(name + " is \"" + Moment.shortened(text) + "\"; it is written as +0100");
        }
        int seconds = 3600 * Integer.parseInt(text.substring(1, 3))
                + 60 * Integer.parseInt(text.substring(3, 5))
                + (text.length() > 5 ? Integer.parseInt(text.substring(5)) : 0);
        if (seconds > 18 * 3600) {
            throw new Unreadable(name + " is " + text + ", more than 18 hours");
        }
        return ZoneOffset.ofTotalSeconds(text.startsWith("-") ? -seconds : seconds);
    }
}
