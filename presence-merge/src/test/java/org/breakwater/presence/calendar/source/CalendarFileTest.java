package org.breakwater.presence.calendar.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.breakwater.presence.calendar.account.Accounts;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.FakeServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarFileTest {

    private static final TimeWindow WINDOW =
            new TimeWindow(Instant.parse("2026-11-30T00:00:00Z"), Instant.parse("2026-12-06T00:00:00Z"));
    private static final String TEXT = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T080000Z\r\n"
            + "DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    private static final String LONG = "DESCRIPTION:" + "x".repeat(5 << 20) + "\r\n";
    private static final String MOMENT = "Mon, 30 Nov 2026 08:00:00 GMT";

    private final FakeServer server = new FakeServer(22060, CalendarFileTest::handle);
    private final ThreadPoolExecutor pool = Threads.blockingPool("test-http", 2, 100);
    private final CalendarSources sources = new CalendarSources(
            new CalendarHttp(pool, Duration.ofSeconds(5), Duration.ofSeconds(20)), new ManualTime());

    @AfterEach
    void close() {
        server.close();
        pool.shutdownNow();
    }

    private static void handle(HttpExchange exchange, FakeServer.Asked asked) throws IOException {
        String etag = exchange.getRequestHeaders().getFirst("If-None-Match");
        String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
        boolean same = switch (asked.path()) {
            case "/etag" -> "\"v1\"".equals(etag) && since == null;
            case "/date" -> MOMENT.equals(since) && etag == null;
            case "/always" -> true;
            default -> false;
        };
        if (!asked.path().equals("/date")) {
            exchange.getResponseHeaders().set("ETag", "\"v1\"");
        }
        exchange.getResponseHeaders().set("Last-Modified", MOMENT);
        if (asked.path().equals("/large")) {
            FakeServer.answer(exchange, 200, "text/calendar", TEXT.replace("END:VEVENT", LONG + "END:VEVENT"));
            return;
        }
        boolean page = asked.path().equals("/page");
        FakeServer.answer(
                exchange, same ? 304 : 200, "text/calendar", same ? "" : page ? "<!DOCTYPE html><html>Log in" : TEXT);
    }

    private CalendarSource file(String path) {
        return sources.open(Accounts.of(CalendarKind.ICS, server.uri(path), "", ""));
    }

    @ParameterizedTest
    @CsvSource({"/etag, true", "/date, true", "/neither, false"})
    void fileIsReadAgainOnlyWhenItChanged(String path, boolean unchanged) throws Exception {
        CalendarAnswer first = file(path).fetch(WINDOW, Validator.NONE);
        assertThat(first.freeBusy().intervals()).hasSize(1);
        CalendarAnswer second = file(path).fetch(WINDOW, first.validator());
        assertThat(second.isUnchanged()).isEqualTo(unchanged);
        assertThat(second.validator()).isEqualTo(first.validator());
        assertThat(server.asked).extracting(FakeServer.Asked::authorization).containsOnly("null");
    }

    @Test
    void serverThatSaysUnchangedUnaskedIsRefused() {
        assertThatThrownBy(() -> file("/always").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessage("the server answered with status 304; is the address right?");
    }

    @Test
    void pageToLogInIsNoCalendar() {
        assertThatThrownBy(() -> file("/page").fetch(WINDOW, Validator.NONE))
                .isInstanceOf(CalendarException.class)
                .hasMessageContaining("look at the address in a browser");
    }

    @Test
    void largeFileIsReadAgainAndAgain() throws Exception {
        for (int i = 0; i < 4; i++) { // three of them at a time have no room
            assertThat(file("/large").fetch(WINDOW, Validator.NONE).freeBusy().intervals())
                    .hasSize(1);
        }
    }
}
