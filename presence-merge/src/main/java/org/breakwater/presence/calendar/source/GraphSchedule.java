package org.breakwater.presence.calendar.source;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.http.HttpReply;

/** getSchedule of Microsoft Graph 1.0 as an application that the organisation's administrator gave consent to. */
final class GraphSchedule implements CalendarSource {

    private static final int MAX_OCTETS = 4 << 20;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CalendarHttp http;
    private final Tokens tokens;
    private final CalendarAccount account;
    private final URI uri;

    GraphSchedule(CalendarAccount account, CalendarHttp http, Tokens tokens) {
        this.http = http;
        this.tokens = tokens;
        this.account = account;
        this.uri = uri(account.place());
    }

    private static URI uri(CalendarPlace place) {
        String root = place.uri().toASCIIString().replaceAll("/+$", "");
        String mailbox =
                URLEncoder.encode(place.mailbox(), StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create(root + "/users/" + mailbox + "/calendar/getSchedule");
    }

    @Override
    public CalendarAnswer fetch(TimeWindow window, Validator known) throws CalendarException, InterruptedException {
        HttpReply reply = ask(window);
        if (reply.status() == 401) { // the token was taken back before its time
            tokens.forget(account);
            reply = ask(window);
        }
        if (reply.status() == 403) {
            throw new CalendarException(
                    "the application may not read calendars (403); give it the application permission"
                            + " Calendars.ReadBasic or Calendars.Read and an administrator's consent");
        }
        if (reply.status() != 200) {
            throw Refusals.of(reply);
        }
        CalendarSettings settings = account.settings();
        return new CalendarAnswer(ScheduleReader.read(reply.body(), window, settings), Validator.NONE);
    }

    private HttpReply ask(TimeWindow window) throws CalendarException, InterruptedException {
        HttpQuery query = HttpQuery.of(
                        "POST",
                        uri,
                        "application/json",
                        question(account.place().mailbox(), window))
                .with("Accept", "application/json")
                .with("Prefer", "outlook.timezone=\"UTC\"")
                .with("Authorization", "Bearer " + tokens.of(account));
        return http.send(query, MAX_OCTETS);
    }

    static String question(String mailbox, TimeWindow window) {
        ObjectNode question = JSON.createObjectNode();
        question.putArray("schedules").add(mailbox);
        moment(question.putObject("startTime"), window.from());
        moment(question.putObject("endTime"), window.until());
        question.put("availabilityViewInterval", 60);
        return question.toString();
    }

    private static void moment(ObjectNode node, Instant instant) {
        node.put("dateTime", SECONDS.format(instant)).put("timeZone", "UTC");
    }
}
