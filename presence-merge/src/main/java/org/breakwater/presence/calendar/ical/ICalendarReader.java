package org.breakwater.presence.calendar.ical;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;

/**
 * What iCalendar texts say of a window of time. An event that cannot be understood is left out and remarked on; the others
 * count.
 */
public final class ICalendarReader {

    /** The largest text in octets. */
    public static final int MAX_OCTETS = 8 << 20;

    private static final int DAYS_AROUND = 400;

    private final TimeWindow window;
    private final CalendarSettings settings;
    private final Work work = new Work();
    private final List<BusyInterval> intervals = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private ICalendarReader(TimeWindow window, CalendarSettings settings) {
        this.window = window;
        this.settings = settings;
    }

    /**
     * Reads one text, UTF-8.
     *
     * @throws CalendarException when it is no iCalendar text, is larger than {@link #MAX_OCTETS}, or says more than {@link
     *     FreeBusy#MAX_INTERVALS} times within the window
     */
    public static FreeBusy read(byte[] octets, TimeWindow window, CalendarSettings settings) throws CalendarException {
        return read(List.of(new String(octets, StandardCharsets.UTF_8)), window, settings);
    }

    /** Reads several texts that are one calendar, as CalDAV gives them. */
    public static FreeBusy read(List<String> texts, TimeWindow window, CalendarSettings settings)
            throws CalendarException {
        if (texts.stream().mapToLong(String::length).sum() > MAX_OCTETS) {
            throw new CalendarException("the calendar is larger than " + (MAX_OCTETS >> 20)
                    + " MiB; give one that leaves old events out, or use CalDAV");
        }
        ICalendarReader reader = new ICalendarReader(window, settings);
        for (String text : texts) {
            reader.readOne(ContentTree.read(text));
        }
        return new FreeBusy(reader.intervals, reader.remarks);
    }

    private void readOne(List<Block> blocks) throws CalendarException {
        LocalDateTime from = LocalDateTime.ofInstant(window.from(), ZoneOffset.UTC);
        LocalDateTime until = LocalDateTime.ofInstant(window.until(), ZoneOffset.UTC);
        Zones zones =
                new Zones(settings.zone(), blocks, from.minusDays(DAYS_AROUND), until.plusDays(DAYS_AROUND), work);
        List<Event> events = new ArrayList<>();
        Map<String, List<Moment>> changed = new HashMap<>();
        for (Block block : blocks) {
            if (block.name().equals("VEVENT")) {
                event(block, zones, events, changed);
            } else if (block.name().equals("VFREEBUSY")) {
                BusyTimes.read(block, zones, this::addPeriod, (what, e) -> leaveOut("the period " + what, e));
                checkSize();
            }
        }
        for (Event event : events) {
            expand(event, zones, changed);
        }
        remarks.addAll(zones.remarks());
    }

    private void event(Block block, Zones zones, List<Event> events, Map<String, List<Moment>> changed) {
        try {
            Event event = Event.of(block, zones, settings.titles());
            events.add(event);
            if (event.recurrence() != null) {
                changed.computeIfAbsent(event.uid(), uid -> new ArrayList<>()).add(event.recurrence());
                remarkOnRange(block);
            }
        } catch (Unreadable | DateTimeException e) {
            leaveOut("the event that begins " + Moment.shortened(block.value("DTSTART")), e);
        }
    }

    private void remarkOnRange(Block block) {
        if (!block.first("RECURRENCE-ID").parameter("RANGE").isEmpty()) {
            remarks.add("the change of a series from " + Moment.shortened(block.value("RECURRENCE-ID"))
                    + " on is taken for that one time only");
        }
    }

    private void expand(Event event, Zones zones, Map<String, List<Moment>> changed) throws CalendarException {
        if (event.kind() == null) {
            return;
        }
        try {
            List<Moment> others = event.recurrence() == null ? changed.getOrDefault(event.uid(), List.of()) : List.of();
            new Series(event, zones, others)
                    .forEach(
                            window,
                            work,
                            (start, end) -> intervals.add(
                                    new BusyInterval(start, end, event.kind(), event.meeting(), event.title())));
        } catch (Unreadable | DateTimeException e) {
            leaveOut("the event that begins " + Moment.shortened(event.block().value("DTSTART")), e);
        }
        checkSize();
    }

    private void addPeriod(Instant start, Instant end, BusyKind kind) {
        if (window.touches(start, end)) {
            intervals.add(new BusyInterval(start, end, kind, false, ""));
        }
    }

    private void leaveOut(String what, Exception why) {
        if (remarks.size() < FreeBusy.MAX_REMARKS) {
            String reason = why instanceof Unreadable ? why.getMessage() : "it lies too far away";
            remarks.add(what + " is left out: " + reason);
        }
    }

    private void checkSize() throws CalendarException {
        if (intervals.size() > FreeBusy.MAX_INTERVALS) {
            throw new CalendarException("the calendar has more than " + FreeBusy.MAX_INTERVALS + " busy times within "
                    + window.from() + " and " + window.until() + "; is it one person's?");
        }
    }
}
