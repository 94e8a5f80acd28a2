package org.breakwater.presence.calendar.ical;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.breakwater.presence.calendar.busy.TimeWindow;

/** The instances of one event: RRULE and RDATE, without EXDATE and those that became something else. */
final class Series {

    private final Event event;
    private final Zones zones;
    private final Set<Instant> goneInstants = new HashSet<>();
    private final Set<LocalDate> goneDays = new HashSet<>();

    /**
     * @param changed RECURRENCE-ID of events with the same UID
     */
    Series(Event event, Zones zones, List<Moment> changed) throws Unreadable {
        this.event = event;
        this.zones = zones;
        for (ContentLine line : event.block().all("EXDATE")) {
            for (String value : line.value().split(",")) {
                remove(Moment.of(line, value, zones));
            }
        }
        changed.forEach(this::remove);
    }

    private void remove(Moment moment) {
        if (moment.isDate()) {
            goneDays.add(moment.local().toLocalDate());
        } else {
            goneInstants.add(moment.instant());
        }
    }

    /** Start and end of each instance that touches the window. */
    void forEach(TimeWindow window, Work work, BiConsumer<Instant, Instant> instance) throws Unreadable {
        for (LocalDateTime local : starts(window, work)) {
            Moment start = event.start().at(local);
            Instant begin = start.instant();
            Instant end = event.lasting().after(start);
            boolean gone = goneInstants.contains(begin) || goneDays.contains(local.toLocalDate());
            if (!gone && begin.isBefore(end) && window.touches(begin, end)) {
                instance.accept(begin, end);
            }
        }
        List<Extra> extras = extras();
        work.take(extras.size());
        for (Extra extra : extras) {
            Instant begin = extra.start().instant();
            boolean gone = goneInstants.contains(begin)
                    || goneDays.contains(extra.start().local().toLocalDate());
            Instant end = extra.lasting().after(extra.start());
            if (!gone && begin.isBefore(end) && window.touches(begin, end)) {
                instance.accept(begin, end);
            }
        }
    }

    private Set<LocalDateTime> starts(TimeWindow window, Work work) throws Unreadable {
        Set<LocalDateTime> starts = new TreeSet<>();
        starts.add(event.start().local());
        String rule = event.block().value("RRULE");
        if (!rule.isEmpty()) {
            Instant from = window.from().minus(event.lasting().atMost());
            starts.addAll(Recurrence.starts(
                    rule,
                    event.start(),
                    Moment.local(from, event.start().rules()),
                    Moment.local(window.until(), event.start().rules()),
                    work));
        }
        return starts;
    }

    /** RDATE: moments, or periods that last otherwise (RFC 5545 §3.8.5.2). */
    private List<Extra> extras() throws Unreadable {
        List<Extra> extras = new ArrayList<>();
        for (ContentLine line : event.block().all("RDATE")) {
            for (String value : line.value().split(",")) {
                int slash = value.indexOf('/');
                Moment start = Moment.of(line, slash < 0 ? value : value.substring(0, slash), zones);
                extras.add(new Extra(
                        start, slash < 0 ? event.lasting() : lasting(line, start, value.substring(slash + 1))));
            }
        }
        return extras;
    }

    private Lasting lasting(ContentLine line, Moment start, String text) throws Unreadable {
        return text.contains("P") ? Lasting.of(text) : Lasting.between(start, Moment.of(line, text, zones));
    }

    private record Extra(Moment start, Lasting lasting) {}
}
