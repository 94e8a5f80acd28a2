package org.breakwater.presence.calendar.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.Accounts;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.alarm.Alarms;
import org.breakwater.presence.calendar.alarm.ManualAlarms;
import org.breakwater.presence.calendar.alarm.QuartzAlarms;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.FakeServer;
import org.breakwater.presence.calendar.http.HttpQuery;
import org.breakwater.presence.calendar.poll.CalendarPolling;
import org.breakwater.presence.calendar.poll.PollPolicy;
import org.breakwater.presence.calendar.poll.PollPorts;
import org.breakwater.presence.calendar.source.CalendarSources;
import org.breakwater.presence.calendar.source.RadicaleServer;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.PresenceMerge;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.merge.Why;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way: a calendar server, the questions, the rule, the store of publications, the merge rule. */
class FromCalendarToWatcherTest {

    private static final String URI = "sip:" + Accounts.ALICE;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ManualTime time = new ManualTime();
    private final ThreadPoolExecutor threads = Threads.blockingPool("test-http", 4, 100);
    private final ThreadPoolExecutor questions = Threads.blockingPool("test-calendar", 4, 100);
    private final CalendarHttp http = new CalendarHttp(threads, Duration.ofSeconds(5), Duration.ofSeconds(30));
    private final SharedMap<String, Presentity> map = new InMemorySharedMaps().map(PublicationMaps.kind(), "presence");

    @AfterEach
    void close() {
        threads.shutdownNow();
        questions.shutdownNow();
    }

    private PublicationStore store(TimeSource clock) {
        return new PublicationStore(map, clock, PublicationPolicy.DEFAULT, () -> "unused");
    }

    private CalendarPolling polling(TimeSource clock, Alarms alarms, Executor pool) {
        CalendarSources sources = new CalendarSources(http, clock);
        PublishedCalendar published =
                new PublishedCalendar(store(clock), new PresenceEvent(null), user -> "sip:" + user, clock);
        PollPorts ports = new PollPorts(clock, alarms, pool, sources::open, published, () -> 0.5, new Metrics());
        return new CalendarPolling(ports, PollPolicy.DEFAULT);
    }

    private String watched() {
        MergeSettings settings = new MergeSettings(true, true, Source.CALENDAR, true);
        return Why.words(PresenceMerge.merge(
                        URI, PresenceEvent.forMerge(store(time).find("presence", URI)), settings, time.epochMillis())
                .presence());
    }

    private static String event(Instant start, Instant end, String summary) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20260101T000000Z"
                + "\r\nDTSTART:" + UTC.format(start) + "\r\nDTEND:" + UTC.format(end) + "\r\nSUMMARY:" + summary
                + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private int put(RadicaleServer server, String method, String path, String body) throws Exception {
        HttpQuery query = HttpQuery.of(method, server.uri(path), "text/calendar; charset=utf-8", body)
                .withBasic("alice", "s3cret");
        return http.send(query, 10_000).status();
    }

    @Test
    void whatIsPutIntoRadicaleIsWatchedUntilItIsOver() throws Exception {
        try (RadicaleServer server = RadicaleServer.start(22020, 22029)) {
            Instant now = time.now();
            assertThat(put(server, "MKCALENDAR", "/alice/office/", "")).isEqualTo(201);
            String minutes10to40 = event(now.plusSeconds(600), now.plusSeconds(2400), "Jour fixe");
            assertThat(put(server, "PUT", "/alice/office/e.ics", minutes10to40)).isEqualTo(201);
            CalendarPolling polling = polling(time, new ManualAlarms(time), Runnable::run);
            polling.start(List.of(Accounts.of(
                    CalendarKind.CALDAV, server.uri("/alice/office/").toString(), "alice", "s3cret")));

            time.advanceMillis(599_000);
            assertThat(watched()).isEqualTo("closed");
            time.advanceMillis(1_000);
            assertThat(watched()).isEqualTo("open, busy \"Jour fixe until 09:40\"");

            String minutes10to20 = event(now.plusSeconds(600), now.plusSeconds(1200), "Jour fixe");
            assertThat(put(server, "PUT", "/alice/office/e.ics", minutes10to20)).isBetween(200, 204);
            time.advanceMillis(300_000);
            assertThat(watched()).as("shortened meanwhile").isEqualTo("open, busy \"Jour fixe until 09:20\"");
            time.advanceMillis(300_000);
            assertThat(watched()).isEqualTo("closed");
            assertThat(polling.status())
                    .singleElement()
                    .satisfies(s -> assertThat(s.failures()).isZero());
        }
    }

    @Test
    void serverThatHangsHoldsUpNoOtherWithRealThreads() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch quick = new CountDownLatch(3);
        TimeSource clock = TimeSource.system();
        try (FakeServer slow = new FakeServer(22070, (exchange, asked) -> await(hanging));
                FakeServer fast = new FakeServer(22075, (exchange, asked) -> {
                    FakeServer.answer(
                            exchange,
                            200,
                            "text/calendar",
                            event(clock.now(), clock.now().plusSeconds(60), "x"));
                    quick.countDown();
                });
                CalendarPolling polling = polling(clock, QuartzAlarms.inMemory(), questions)) {
            polling.start(List.of(
                    file("s1", slow),
                    file("s2", slow),
                    file("s3", slow),
                    file("f1", fast),
                    file("f2", fast),
                    file("f3", fast)));
            assertThat(quick.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            hanging.countDown();
        }
    }

    private static CalendarAccount file(String name, FakeServer server) {
        CalendarAccount account = Accounts.of(CalendarKind.ICS, server.uri("/" + name + ".ics"), "", "");
        return new CalendarAccount(
                account.user(), name, account.kind(), account.place(), account.login(), account.settings());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
