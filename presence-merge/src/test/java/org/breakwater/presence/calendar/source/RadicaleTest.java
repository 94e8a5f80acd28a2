package org.breakwater.presence.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.account.Accounts;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.busy.BusyInterval;
import org.breakwater.presence.calendar.busy.BusyKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With a real CalDAV server. */
class RadicaleTest {

    private static final int FIRST_PORT = 22000;
    private static final int LAST_PORT = 22019;
    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-06T00:00:00Z"));

    private static final String ZONE = """
        BEGIN:VTIMEZONE
        TZID:Europe/Berlin
        BEGIN:DAYLIGHT
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        TZNAME:CEST
        DTSTART:19700329T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        END:DAYLIGHT
        BEGIN:STANDARD
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        TZNAME:CET
        DTSTART:19701025T030000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        END:STANDARD
        END:VTIMEZONE
        """;

    private static final class Shared {
        private RadicaleServer server;
        private ThreadPoolExecutor pool;
        private CalendarHttp http;
    }

    private static final Shared SHARED = new Shared();

    @BeforeAll
    static void startServer() throws Exception {
        SHARED.server = RadicaleServer.start(FIRST_PORT, LAST_PORT);
        SHARED.pool = Threads.blockingPool("test-http", 2, 100);
        SHARED.http = new CalendarHttp(SHARED.pool, Duration.ofSeconds(5), Duration.ofSeconds(30));
        put("MKCALENDAR", "/alice/office/", "");
        put("PUT", "/alice/office/daily.ics", calendar("""
            BEGIN:VEVENT
            UID:daily
            DTSTAMP:20260101T000000Z
            SUMMARY:Stand-up
            DTSTART;TZID=Europe/Berlin:20260105T090000
            DURATION:PT15M
            RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE
            EXDATE;TZID=Europe/Berlin:20261201T090000
            ATTENDEE:mailto:bob@pbx.example
            END:VEVENT
            BEGIN:VEVENT
            UID:daily
            DTSTAMP:20260101T000000Z
            SUMMARY:Stand-up\\, late
            RECURRENCE-ID;TZID=Europe/Berlin:20261202T090000
            DTSTART;TZID=Europe/Berlin:20261202T140000
            DURATION:PT15M
            END:VEVENT
            """));
        put("PUT", "/alice/office/off.ics", calendar("""
            BEGIN:VEVENT
            UID:off
            DTSTAMP:20260101T000000Z
            SUMMARY:Holiday
            CATEGORIES:Vacation
            DTSTART;VALUE=DATE:20261204
            DTEND;VALUE=DATE:20261206
            END:VEVENT
            """));
        put("PUT", "/alice/office/long-ago.ics", calendar("""
            BEGIN:VEVENT
            UID:long-ago
            DTSTAMP:20200101T000000Z
            DTSTART:20200101T090000Z
            DTEND:20200101T100000Z
            END:VEVENT
            """));
    }

    @AfterAll
    static void stopServer() {
        SHARED.server.close();
        SHARED.pool.shutdownNow();
    }

    private static String calendar(String events) {
        String text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\n" + ZONE + events + "END:VCALENDAR\n";
        return text.replace("\n", "\r\n");
    }

    private static void put(String method, String path, String body) throws Exception {
        URI uri = SHARED.server.uri(path);
        HttpQuery query =
                HttpQuery.of(method, uri, "text/calendar; charset=utf-8", body).withBasic("alice", "s3cret");
        assertThat(SHARED.http.send(query, 10_000).status())
                .as(method + " " + path)
                .isEqualTo(201);
    }

    private static CalendarSource source(CalendarKind kind, String path, String password) {
        CalendarAccount account = Accounts.of(kind, SHARED.server.uri(path).toString(), "alice", password);
        return new CalendarSources(SHARED.http, new ManualTime()).open(account);
    }

    private static BusyInterval interval(String start, String end, BusyKind kind, boolean meeting, String title) {
        return new BusyInterval(Instant.parse(start), Instant.parse(end), kind, meeting, title);
    }

    private static void holdsWhatWasPut(FreeBusy freeBusy) {
        assertThat(freeBusy.intervals())
                .containsExactly(
                        interval("2026-11-30T08:00:00Z", "2026-11-30T08:15:00Z", BusyKind.BUSY, true, "Stand-up"),
                        interval(
                                "2026-12-02T13:00:00Z", "2026-12-02T13:15:00Z", BusyKind.BUSY, false, "Stand-up, late"),
                        interval(
                                "2026-12-03T23:00:00Z",
                                "2026-12-05T23:00:00Z",
                                BusyKind.OUT_OF_OFFICE,
                                false,
                                "Holiday"));
        assertThat(freeBusy.remarks()).isEmpty();
    }

    @Test
    void calendarQueryGivesTheWindowWithItsExceptions() throws Exception {
        holdsWhatWasPut(source(CalendarKind.CALDAV, "/alice/office/", "s3cret")
                .fetch(WINDOW, Validator.NONE)
                .freeBusy());
    }

    /** Radicale gives ETag and answers whole all the same; {@link CalendarFileTest} has a server that does not. */
    @Test
    void sameCalendarIsReadAsAFile() throws Exception {
        CalendarSource file = source(CalendarKind.ICS, "/alice/office/", "s3cret");
        CalendarAnswer first = file.fetch(WINDOW, Validator.NONE);
        holdsWhatWasPut(first.freeBusy());
        assertThat(first.validator().etag()).isNotEmpty();
        holdsWhatWasPut(file.fetch(WINDOW, first.validator()).freeBusy());
    }

    @Test
    void refusalsSayWhatToDo() {
        assertThatThrownBy(() ->
                        source(CalendarKind.CALDAV, "/alice/office/", "wrong").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("add the calendar anew with the right password");
        assertThatThrownBy(() ->
                        source(CalendarKind.CALDAV, "/bob/office/", "s3cret").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("share the calendar with it");
        assertThatThrownBy(() ->
                        source(CalendarKind.CALDAV, "/alice/none/", "s3cret").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("there is no calendar at this address");
        assertThatThrownBy(() ->
                        source(CalendarKind.EWS, "/alice/office/", "s3cret").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class);
    }
}
