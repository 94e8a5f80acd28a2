package org.breakwater.presence.calendar.source;

import java.net.URI;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.http.HttpReply;
import org.breakwater.presence.calendar.ical.ICalendarReader;

/** An iCalendar file at an address; asked whether it changed (If-None-Match, If-Modified-Since). */
final class CalendarFile implements CalendarSource {

    private final CalendarHttp http;
    private final URI uri;
    private final CalendarLogin login;
    private final CalendarSettings settings;

    CalendarFile(CalendarAccount account, CalendarHttp http) {
        this.http = http;
        this.uri = account.place().uri();
        this.login = account.login();
        this.settings = account.settings();
    }

    @Override
    public CalendarAnswer fetch(TimeWindow window, Validator known) throws CalendarException, InterruptedException {
        HttpQuery query = HttpQuery.get(uri)
                .withBasic(login.name(), login.secret())
                .with("Accept", "text/calendar")
                .with("If-None-Match", known.etag())
                .with("If-Modified-Since", known.etag().isEmpty() ? known.lastModified() : "");
        HttpReply reply = http.send(query, ICalendarReader.MAX_OCTETS);
        if (reply.status() == 304 && !known.equals(Validator.NONE)) {
            return new CalendarAnswer(null, known);
        }
        if (reply.status() != 200) {
            throw Refusals.of(reply);
        }
        Validator validator = new Validator(reply.header("ETag"), reply.header("Last-Modified"));
        return new CalendarAnswer(ICalendarReader.read(reply.body(), window, settings), validator);
    }
}
