package org.breakwater.presence.calendar.source;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.http.HttpReply;
import org.breakwater.presence.calendar.ical.ICalendarReader;
import org.breakwater.presence.xml.XmlWriter;

/** A collection of a CalDAV server, asked for the events of a window: calendar-query of RFC 4791 §7.8. */
final class CalDav implements CalendarSource {

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final CalendarHttp http;
    private final URI uri;
    private final CalendarLogin login;
    private final CalendarSettings settings;

    CalDav(CalendarAccount account, CalendarHttp http) {
        this.http = http;
        this.uri = account.place().uri();
        this.login = account.login();
        this.settings = account.settings();
    }

    @Override
    public CalendarAnswer fetch(TimeWindow window, Validator known) throws CalendarException, InterruptedException {
        HttpQuery query = HttpQuery.of("REPORT", uri, "application/xml; charset=utf-8", query(window))
                .with("Depth", "1")
                .withBasic(login.name(), login.secret());
        HttpReply reply = http.send(query, ICalendarReader.MAX_OCTETS);
        if (reply.status() != 207) {
            throw Refusals.of(reply);
        }
        return new CalendarAnswer(
                ICalendarReader.read(MultistatusReader.calendarData(reply.body()), window, settings), Validator.NONE);
    }

    static String query(TimeWindow window) {
        return new XmlWriter()
                .open("C:calendar-query")
                .attribute("xmlns:D", MultistatusReader.DAV)
                .attribute("xmlns:C", MultistatusReader.CALDAV)
                .open("D:prop")
                .open("C:calendar-data")
                .close()
                .close()
                .open("C:filter")
                .open("C:comp-filter")
                .attribute("name", "VCALENDAR")
                .open("C:comp-filter")
                .attribute("name", "VEVENT")
                .open("C:time-range")
                .attribute("start", moment(window.from()))
                .attribute("end", moment(window.until()))
                .close()
                .close()
                .close()
                .close()
                .close()
                .toText();
    }

    private static String moment(Instant instant) {
        return UTC.format(instant);
    }
}
