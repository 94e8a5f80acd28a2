package org.breakwater.presence.calendar.busy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.breakwater.presence.document.pidf.Activities;
import org.breakwater.presence.document.pidf.Activity;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Note;
import org.breakwater.presence.document.pidf.Person;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;

/**
 * Makes presence of a calendar.
 *
 * <pre>
 *  out of office, a whole day or longer   vacation
 *  out of office, shorter                 away
 *  busy, with others                      meeting
 *  busy                                   busy
 *  tentative                              busy, if the user wants that; otherwise nothing
 *  working elsewhere                      working
 *  free                                   nothing
 * </pre>
 *
 * The first line that applies counts; within one line the interval that ends last. All of them are {@code open}: closed
 * publications take no part in the merge rule.
 */
public final class CalendarRule {

    private static final String ID = "calendar";

    private CalendarRule() {}

    /**
     * What is so at {@code now}.
     *
     * @param entity whose presence, as a URI
     */
    public static CalendarState stateAt(
            String entity, List<BusyInterval> intervals, CalendarSettings settings, Instant now) {
        Instant next = intervals.stream()
                .flatMap(i -> Stream.of(i.start(), i.end()))
                .filter(moment -> moment.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(null);
        Optional<BusyInterval> winner = intervals.stream()
                .filter(i -> i.isOn(now))
                .filter(i -> settings.tentative() || i.kind() != BusyKind.TENTATIVE)
                .max(BusyInterval.WEIGHT);
        return new CalendarState(
                winner.map(i -> presence(entity, i, settings.zone(), now)),
                winner.map(BusyInterval::end).orElse(null),
                next);
    }

    private static Presence presence(String entity, BusyInterval interval, ZoneId zone, Instant now) {
        Activity activity = activity(interval, zone);
        Activities activities = new Activities(List.of(activity), "", interval.start(), interval.end());
        Note note = Note.of(words(interval, activity) + until(interval.end(), zone, now));
        Person person = new Person(ID, activities, List.of(note), null);
        return new Presence(entity, List.of(Tuple.of(ID, Basic.OPEN)), List.of(person), List.of(), List.of(note));
    }

    private static Activity activity(BusyInterval interval, ZoneId zone) {
        return switch (interval.kind()) {
            case OUT_OF_OFFICE -> lastsADay(interval, zone) ? Activity.VACATION : Activity.AWAY;
            case BUSY, TENTATIVE -> interval.meeting() ? Activity.MEETING : Activity.BUSY;
            case WORKING_ELSEWHERE -> Activity.WORKING;
        };
    }

    /** By the clock on the wall: a day on which the clock is put forward has 23 hours. */
    private static boolean lastsADay(BusyInterval interval, ZoneId zone) {
        return !interval.start().atZone(zone).plusDays(1).toInstant().isAfter(interval.end());
    }

    private static String words(BusyInterval interval, Activity activity) {
        if (!interval.title().isEmpty()) {
            return interval.title();
        }
        return switch (activity) {
            case VACATION, AWAY -> "Out of office";
            case MEETING -> "In a meeting";
            case WORKING -> "Working elsewhere";
            default -> "Busy";
        };
    }

    /** A time today, or a date; the last whole day where it ends at midnight. */
    private static String until(Instant end, ZoneId zone, Instant now) {
        ZonedDateTime local = end.atZone(zone);
        if (local.toLocalDate().equals(now.atZone(zone).toLocalDate())) {
            return " until " + local.format(DateTimeFormatter.ofPattern("HH:mm"));
        }
        LocalDateTime day = local.toLocalDateTime();
        return day.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? " until " + day.toLocalDate().minusDays(1)
                : " until " + day.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"));
    }
}
