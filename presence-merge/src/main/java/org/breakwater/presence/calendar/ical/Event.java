package org.breakwater.presence.calendar.ical;

import java.util.List;
import java.util.Locale;
import org.breakwater.presence.calendar.busy.BusyKind;

/**
 * A VEVENT (RFC 5545 §3.6.1).
 *
 * @param recurrence of which instance of the series with its {@code uid} this is what became of it; null for a series or
 *     a single event
 * @param kind null when the time is free: cancelled, transparent, or marked as free
 */
record Event(
        String uid,
        Moment start,
        Lasting lasting,
        Moment recurrence,
        BusyKind kind,
        boolean meeting,
        String title,
        Block block) {

    private static final List<String> AWAY = List.of("VACATION", "HOLIDAY", "SICK DAY");

    static Event of(Block block, Zones zones, boolean titles) throws Unreadable {
        ContentLine begin = block.first("DTSTART");
        if (begin == null) {
            throw new Unreadable("it has no DTSTART");
        }
        Moment start = Moment.of(begin, begin.value(), zones);
        ContentLine instance = block.first("RECURRENCE-ID");
        List<String> categories = categories(block);
        boolean secret = !titles || !isPublic(block);
        return new Event(
                block.value("UID"),
                start,
                lasting(block, start, zones),
                instance == null ? null : Moment.of(instance, instance.value(), zones),
                kind(block, categories),
                block.first("ATTENDEE") != null || categories.contains("MEETING"),
                secret ? "" : plain(block.value("SUMMARY")),
                block);
    }

    private static Lasting lasting(Block block, Moment start, Zones zones) throws Unreadable {
        ContentLine end = block.first("DTEND");
        if (end != null) {
            return Lasting.between(start, Moment.of(end, end.value(), zones));
        }
        String duration = block.value("DURATION");
        if (!duration.isEmpty()) {
            return Lasting.of(duration);
        }
        return start.isDate() ? new Lasting(1, 0) : new Lasting(0, 0);
    }

    private static boolean isPublic(Block block) {
        String access = block.value("CLASS");
        return access.isEmpty() || access.equalsIgnoreCase("PUBLIC");
    }

    /** What Outlook wrote says more than the standard's properties. */
    private static BusyKind kind(Block block, List<String> categories) {
        if (block.value("STATUS").equalsIgnoreCase("CANCELLED")) {
            return null;
        }
        switch (block.value("X-MICROSOFT-CDO-BUSYSTATUS").toUpperCase(Locale.ROOT)) {
            case "FREE":
                return null;
            case "OOF":
                return BusyKind.OUT_OF_OFFICE;
            case "WORKINGELSEWHERE":
                return BusyKind.WORKING_ELSEWHERE;
            case "TENTATIVE":
                return BusyKind.TENTATIVE;
            case "BUSY":
                return BusyKind.BUSY;
            default:
                break;
        }
        if (block.value("TRANSP").equalsIgnoreCase("TRANSPARENT")) {
            return null;
        }
        if (block.value("STATUS").equalsIgnoreCase("TENTATIVE")) {
            return BusyKind.TENTATIVE;
        }
        return categories.stream().anyMatch(AWAY::contains) ? BusyKind.OUT_OF_OFFICE : BusyKind.BUSY;
    }

    private static List<String> categories(Block block) {
        return block.all("CATEGORIES").stream()
                .flatMap(line -> List.of(line.value().split(",")).stream())
                .map(category -> category.strip().toUpperCase(Locale.ROOT))
                .toList();
    }

    /** A TEXT without its escapes (RFC 5545 §3.3.11). */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
                c = c == 'n' || c == 'N' ? ' ' : c;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
