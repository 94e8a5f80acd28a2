package org.breakwater.presence.calendar.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ICalendarReaderTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final CalendarSettings SETTINGS = new CalendarSettings(BERLIN, true, false);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM-dd HH:mm");

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    private static TimeWindow window(String from, String until) {
        return new TimeWindow(berlin(from + "T00:00"), berlin(until + "T00:00"));
    }

    private static String calendar(String... components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + String.join("", components)
                + "END:VCALENDAR\r\n";
    }

    /** Lines divided by blanks; a blank within a line is written as ~. */
    private static String event(String lines) {
        return "BEGIN:VEVENT\r\nUID:u1\r\n"
                + lines.strip().replaceAll("\\s+", "\r\n").replace('~', ' ') + "\r\nEND:VEVENT\r\n";
    }

    private static FreeBusy read(String text, TimeWindow window) throws CalendarException {
        return ICalendarReader.read(text.getBytes(StandardCharsets.UTF_8), window, SETTINGS);
    }

    private static String times(FreeBusy freeBusy) {
        return freeBusy.intervals().stream().map(ICalendarReaderTest::times).collect(Collectors.joining(", "));
    }

    private static String times(BusyInterval i) {
        ZonedDateTime end = i.end().atZone(BERLIN);
        boolean sameDay = end.toLocalDate().equals(i.start().atZone(BERLIN).toLocalDate());
        return i.start().atZone(BERLIN).format(SHORT) + "-"
                + end.format(sameDay ? DateTimeFormatter.ofPattern("HH:mm") : SHORT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        in UTC              | DTSTART:20261201T080000Z DTEND:20261201T090000Z | 12-01 09:00-10:00
        in a zone           | DTSTART;TZID=America/New_York:20261201T080000 DTEND;TZID=America/New_York:20261201T083000 | 12-01 14:00-14:30
        of Windows          | DTSTART;TZID=Eastern~Standard~Time:20261201T080000 DURATION:PT30M | 12-01 14:00-14:30
        of Mozilla          | DTSTART;TZID=/mozilla.org/20050126_1/America/New_York:20261201T080000 DURATION:PT30M | 12-01 14:00-14:30
        floating            | DTSTART:20261201T080000 DURATION:PT1H30M | 12-01 08:00-09:30
        all day             | DTSTART;VALUE=DATE:20261201 | 12-01 00:00-12-02 00:00
        all day without VALUE | DTSTART:20261201 | 12-01 00:00-12-02 00:00
        some days           | DTSTART;VALUE=DATE:20261130 DTEND;VALUE=DATE:20261203 | 11-30 00:00-12-03 00:00
        began before        | DTSTART:20261129T080000Z DTEND:20261130T230000Z | 11-29 09:00-12-01 00:00
        is over             | DTSTART:20261129T080000Z DTEND:20261129T230000Z | ""
        comes later         | DTSTART:20261207T000000 DURATION:PT1H | ""
        lasts no time       | DTSTART:20261201T080000Z | ""
        a week long         | DTSTART:20261201T080000 DURATION:P1W | 12-01 08:00-12-08 08:00
        daily               | DTSTART:20260101T080000 DURATION:PT1H RRULE:FREQ=DAILY;INTERVAL=2 | 12-01 08:00-09:00, 12-03 08:00-09:00, 12-05 08:00-09:00
        on working days     | DTSTART:20210104T080000 DURATION:PT1H RRULE:FREQ=WEEKLY;BYDAY=MO,TU | 11-30 08:00-09:00, 12-01 08:00-09:00
        last Friday         | DTSTART:20210129T080000 DURATION:PT1H RRULE:FREQ=MONTHLY;BYDAY=-1FR | ""
        first Friday        | DTSTART:20210101T080000 DURATION:PT1H RRULE:FREQ=MONTHLY;BYDAY=1FR | 12-04 08:00-09:00
        yearly              | DTSTART;VALUE=DATE:19701202 RRULE:FREQ=YEARLY | 12-02 00:00-12-03 00:00
        overnight           | DTSTART:20260101T220000 DURATION:PT8H RRULE:FREQ=WEEKLY;BYDAY=SU,MO | 11-29 22:00-11-30 06:00, 11-30 22:00-12-01 06:00
        counted, still on   | DTSTART:20261130T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=2 | 11-30 08:00-09:00, 12-01 08:00-09:00
        counted, over       | DTSTART:20261125T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=3 | ""
        until in UTC        | DTSTART;TZID=Europe/Berlin:20260101T080000 DURATION:PT1H RRULE:FREQ=DAILY;UNTIL=20261201T070000Z | 11-30 08:00-09:00, 12-01 08:00-09:00
        until just before   | DTSTART;TZID=Europe/Berlin:20260101T080000 DURATION:PT1H RRULE:FREQ=DAILY;UNTIL=20261201T065959Z | 11-30 08:00-09:00
        until a day         | DTSTART:20260101T080000 DURATION:PT1H RRULE:FREQ=DAILY;UNTIL=20261201 | 11-30 08:00-09:00, 12-01 08:00-09:00
        without some        | DTSTART;TZID=Europe/Berlin:20261130T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=3 EXDATE:20261130T070000Z EXDATE;TZID=Europe/Berlin:20261202T080000 | 12-01 08:00-09:00
        without a day       | DTSTART:20261130T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=2 EXDATE;VALUE=DATE:20261130 | 12-01 08:00-09:00
        without several     | DTSTART:20261130T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=3 EXDATE:20261130T080000,20261201T080000 | 12-02 08:00-09:00
        also then           | DTSTART:20261130T080000 DURATION:PT1H RDATE:20261202T100000,20261203T100000 | 11-30 08:00-09:00, 12-02 10:00-11:00, 12-03 10:00-11:00
        also a period       | DTSTART:20261130T080000 DURATION:PT1H RDATE;VALUE=PERIOD:20261202T090000Z/PT3H | 11-30 08:00-09:00, 12-02 10:00-13:00
        """)
    void eventIsOn(String name, String lines, String expected) throws CalendarException {
        FreeBusy freeBusy = read(calendar(event(lines)), window("2026-11-30", "2026-12-06"));
        assertThat(times(freeBusy)).isEqualTo(expected);
        assertThat(freeBusy.remarks()).isEmpty();
    }

    /** Clocks are put forward on 28 March 2027 at 2:00 and back on 31 October at 3:00. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        at nine before and after     | DTSTART;TZID=Europe/Berlin:20270301T090000 DURATION:PT1H RRULE:FREQ=DAILY | 2027-03-27 | 08:00Z 07:00Z 07:00Z
        in UTC it moves              | DTSTART:20270301T080000Z DURATION:PT1H RRULE:FREQ=DAILY                    | 2027-03-27 | 08:00Z 08:00Z 08:00Z
        at a time that does not come | DTSTART;TZID=Europe/Berlin:20270301T023000 DURATION:PT1H RRULE:FREQ=DAILY | 2027-03-27 | 01:30Z 01:30Z 00:30Z
        at a time that comes twice   | DTSTART;TZID=Europe/Berlin:20271001T023000 DURATION:PT1H RRULE:FREQ=DAILY | 2027-10-30 | 00:30Z 00:30Z 01:30Z
        """)
    void seriesKeepsItsPlaceOnTheWallWhenClocksChange(String name, String lines, String from, String starts)
            throws CalendarException {
        LocalDateTime day = LocalDateTime.parse(from + "T00:00");
        TimeWindow window = new TimeWindow(
                day.atZone(BERLIN).toInstant(), day.plusDays(3).atZone(BERLIN).toInstant());
        assertThat(read(calendar(event(lines)), window).intervals())
                .extracting(i -> i.start().toString().substring(11, 16) + "Z")
                .containsExactly(starts.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        STATUS:CONFIRMED                                       | BUSY
        TRANSP:OPAQUE                                          | BUSY
        TRANSP:TRANSPARENT                                     | free
        STATUS:CANCELLED                                       | free
        STATUS:CANCELLED X-MICROSOFT-CDO-BUSYSTATUS:BUSY       | free
        STATUS:TENTATIVE                                       | TENTATIVE
        STATUS:TENTATIVE X-MICROSOFT-CDO-BUSYSTATUS:BUSY       | BUSY
        X-MICROSOFT-CDO-BUSYSTATUS:FREE                        | free
        X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE                   | TENTATIVE
        X-MICROSOFT-CDO-BUSYSTATUS:OOF                         | OUT_OF_OFFICE
        X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE            | WORKING_ELSEWHERE
        TRANSP:TRANSPARENT X-MICROSOFT-CDO-BUSYSTATUS:OOF      | OUT_OF_OFFICE
        CATEGORIES:Private,Vacation                            | OUT_OF_OFFICE
        CATEGORIES:Sick~day                                    | OUT_OF_OFFICE
        CATEGORIES:Meeting                                     | BUSY with others
        ATTENDEE;CN="A,~B":mailto:a@b.example                  | BUSY with others
        """)
    void propertiesSayHowBusySomebodyIs(String lines, String expected) throws CalendarException {
        String text = calendar(event("DTSTART:20261201T080000Z DURATION:PT1H " + lines));
        List<BusyInterval> intervals =
                read(text, window("2026-11-30", "2026-12-06")).intervals();
        String kind = intervals.isEmpty()
                ? "free"
                : intervals.get(0).kind() + (intervals.get(0).meeting() ? " with others" : "");
        assertThat(kind).isEqualTo(expected);
    }

    @Test
    void instancesOfASeriesAreMovedAndCancelled() throws CalendarException {
        String series = event("DTSTART;TZID=Europe/Berlin:20261130T080000 DURATION:PT1H RRULE:FREQ=DAILY;COUNT=4");
        String moved =
                event("RECURRENCE-ID;TZID=Europe/Berlin:20261201T080000 DTSTART;TZID=Europe/Berlin:20261201T150000"
                        + " DURATION:PT2H");
        String cancelled =
                event("RECURRENCE-ID:20261202T070000Z DTSTART:20261202T070000Z DURATION:PT1H STATUS:CANCELLED");
        String free = event("RECURRENCE-ID:20261203T070000Z DTSTART:20261203T070000Z DURATION:PT1H TRANSP:TRANSPARENT");
        String expected = "11-30 08:00-09:00, 12-01 15:00-17:00";
        assertThat(times(read(calendar(series, moved, cancelled, free), window("2026-11-30", "2026-12-06"))))
                .isEqualTo(expected);
        assertThat(times(read(calendar(free, cancelled, moved, series), window("2026-11-30", "2026-12-06"))))
                .as("whatever comes first")
                .isEqualTo(expected);
    }

    @Test
    void instanceMovedIntoTheWindowCounts() throws CalendarException {
        String series = event("DTSTART;VALUE=DATE:20261101 RRULE:FREQ=DAILY;COUNT=1");
        String moved = event("RECURRENCE-ID;VALUE=DATE:20261101 DTSTART;VALUE=DATE:20261202");
        assertThat(times(read(calendar(series, moved), window("2026-11-30", "2026-12-06"))))
                .isEqualTo("12-02 00:00-12-03 00:00");
    }

    @Test
    void zoneThatOnlyTheTextKnowsIsReadFromIt() throws CalendarException {
        String zone = """
            BEGIN:VTIMEZONE
            TZID:Mitteleuropäische Zeit
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """;
        String series = event("DTSTART;TZID=Mitteleuropäische~Zeit:20200101T090000 DURATION:PT1H RRULE:FREQ=DAILY");
        FreeBusy spring = read(calendar(zone, series), window("2027-03-27", "2027-03-30"));
        assertThat(times(spring)).isEqualTo("03-27 09:00-10:00, 03-28 09:00-10:00, 03-29 09:00-10:00");
        assertThat(spring.remarks()).isEmpty();
    }

    @Test
    void zoneWhoseRulesEndedKeepsItsLastOffset() throws CalendarException {
        String zone = """
            BEGIN:VTIMEZONE
            TZID:Elsewhere
            BEGIN:DAYLIGHT
            DTSTART:19800330T020000
            TZOFFSETFROM:+0300
            TZOFFSETTO:+0400
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3;UNTIL=20100327T230000Z
            END:DAYLIGHT
            BEGIN:STANDARD
            DTSTART:20101031T030000
            TZOFFSETFROM:+0400
            TZOFFSETTO:+0300
            END:STANDARD
            END:VTIMEZONE
            """;
        FreeBusy read = read(
                calendar(zone, event("DTSTART;TZID=Elsewhere:20261201T120000 DURATION:PT1H")),
                window("2026-11-30", "2026-12-06"));
        assertThat(times(read)).isEqualTo("12-01 10:00-11:00");
    }

    @Test
    void zoneNobodyKnowsIsTheUsersOwnAndRemarkedOn() throws CalendarException {
        FreeBusy read = read(
                calendar(event("DTSTART;TZID=Middle/Earth:20261201T120000 DURATION:PT1H")),
                window("2026-11-30", "2026-12-06"));
        assertThat(times(read)).isEqualTo("12-01 12:00-13:00");
        assertThat(read.remarks())
                .containsExactly("the time zone \"Middle/Earth\" is not known; its times are taken as the user's own");
    }

    @Test
    void titlesAreToldOnlyWhenTheyMayBe() throws CalendarException {
        String text = calendar(event("DTSTART:20261201T080000Z DURATION:PT1H SUMMARY:Bonus\\,~and\\nmore"))
                .replace("and", "a\r\n nd");
        TimeWindow window = window("2026-11-30", "2026-12-06");
        assertThat(read(text, window).intervals())
                .extracting(BusyInterval::title)
                .containsExactly("Bonus, and more");
        for (String secret : List.of("PRIVATE", "CONFIDENTIAL", "X-BOSS")) {
            String hidden = text.replace("SUMMARY", "CLASS:" + secret + "\r\nSUMMARY");
            assertThat(read(hidden, window).intervals())
                    .extracting(BusyInterval::title)
                    .containsExactly("");
        }
        assertThat(ICalendarReader.read(List.of(text), window, new CalendarSettings(BERLIN, false, false))
                        .intervals())
                .extracting(BusyInterval::title)
                .containsExactly("");
    }

    @Test
    void serverThatTellsTimesOnlyIsUnderstood() throws CalendarException {
        String text =
                calendar("BEGIN:VFREEBUSY\r\nFREEBUSY:20261201T080000Z/20261201T090000Z,20261201T100000Z/PT30M\r\n"
                        + "FREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20261202T080000Z/PT1H\r\n"
                        + "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261203T080000Z/PT1H\r\n"
                        + "FREEBUSY;FBTYPE=FREE:20261204T080000Z/PT1H\r\nEND:VFREEBUSY\r\n");
        FreeBusy read = read(text, window("2026-11-30", "2026-12-06"));
        assertThat(times(read)).isEqualTo("12-01 09:00-10:00, 12-01 11:00-11:30, 12-02 09:00-10:00, 12-03 09:00-10:00");
        assertThat(read.intervals())
                .extracting(i -> i.kind().name().toLowerCase(Locale.ROOT))
                .containsExactly("busy", "busy", "out_of_office", "tentative");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        DTSTART:yesterday                                                    | DTSTART is "yesterday", which is no date or time
        DTSTART:20261301T080000                                              | DTSTART is "20261301T080000", which is no date or time
        SUMMARY:x                                                            | it has no DTSTART
        DTSTART:20261201T080000 DTEND:20261201T070000                        | it ends before it begins
        DTSTART:20261201T080000 DURATION:1h                                  | DURATION is "1h"; it is written as P1DT2H30M
        DTSTART:20261201T080000 DTEND:21261201T080000                        | it lasts longer than ten years
        DTSTART:20261201T080000 DURATION:PT1S RRULE:FREQ=SECONDLY            | it repeats too often
        DTSTART:20261201T080000 DURATION:PT1S RRULE:FREQ=MINUTELY;COUNT=3    | it repeats too often
        DTSTART:19700101T080000 DURATION:PT1S RRULE:FREQ=HOURLY;COUNT=40000  | it repeats too often
        DTSTART:20261201T080000 DURATION:PT1S RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=1,2,3,4,5,6,7,8;BYMINUTE=1,2,3,4,5,6,7,8;BYSECOND=1,2,3,4,5,6,7,8 | it repeats too often
        DTSTART:20261201T080000 DURATION:PT1H RRULE:FREQ=DAILY;INTERVAL=0    | INTERVAL of RRULE is "0"; it is 1 to 10000
        DTSTART:20261201T080000 DURATION:PT1H RRULE:FREQ=DAILY;BYMONTH=99    | RRULE "FREQ=DAILY;BYMONTH=99" cannot be understood
        DTSTART:20261201T080000 DURATION:PT1H RRULE:FREQ=DAILY;RSCALE=HEBREW | RRULE has a part "RSCALE=HEBREW", which is not known
        DTSTART:20261201T080000 DURATION:PT1H RRULE:FREQ=OFTEN               | RRULE has no FREQ that is known
        DTSTART:20261201T080000 DURATION:PT1H RRULE:FREQ=DAILY;UNTIL=never   | UNTIL of RRULE is "NEVER", which is no date or time
        """)
    void eventThatCannotBeUnderstoodIsLeftOutAndTheOthersCount(String lines, String remark) throws CalendarException {
        String text = calendar(
                event(lines), event("DTSTART:20261202T080000 DURATION:PT1H").replace("u1", "u2"));
        FreeBusy read = read(text, window("2026-11-30", "2026-12-06"));
        assertThat(times(read)).endsWith("12-02 08:00-09:00");
        assertThat(read.remarks()).singleElement().asString().endsWith(" is left out: " + remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<!DOCTYPE html><html>",
                "BEGIN:VCARD\r\nEND:VCARD",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nEND:VJOURNAL\r\nEND:VCALENDAR\r\n"
            })
    void whatIsNoCalendarIsRefusedWithWhatToDo(String text) {
        assertThatThrownBy(() -> read(text, window("2026-11-30", "2026-12-06")))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("BEGIN:VCALENDAR");
    }

    @Test
    void deepAndLargeTextsAreRefused() {
        TimeWindow window = window("2026-11-30", "2026-12-06");
        assertThatThrownBy(() -> read(calendar("BEGIN:VEVENT\r\n".repeat(5000)), window))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("deeper than 4");
        assertThatThrownBy(() -> read(calendar("BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n".repeat(20_001)), window))
                .hasMessageContaining("more than 20000 components");
        assertThatThrownBy(() -> read(" ".repeat(ICalendarReader.MAX_OCTETS + 1), window))
                .hasMessageContaining("larger than 8 MiB");
        String many = event("DTSTART:20261201T080000 DURATION:PT1H");
        StringBuilder crowd = new StringBuilder();
        for (int i = 0; i <= FreeBusy.MAX_INTERVALS; i++) {
            crowd.append(many);
        }
        assertThatThrownBy(() -> read(calendar(crowd.toString()), window))
                .hasMessageContaining("more than 5000 busy times");
    }
}
