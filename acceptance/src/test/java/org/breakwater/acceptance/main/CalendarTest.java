package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.breakwater.acceptance.main.WatchingPhone.Dialog;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendars of running servers: real Radicale, watchers, routing, and which of two mains asks. */
@Tag("presence")
class CalendarTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERE = "127.0.0.1";
    private static final String OFFICE = "office";
    /** A calendar is asked every 10 s, give or take a tenth. */
    private static final int ASKED_MILLIS = 14_000;

    private static final int LEASE_SECONDS = 6;
    /** The lease ends, the other tries for it, and then looks at the table. */
    private static final int TAKE_OVER_SECONDS = LEASE_SECONDS + LEASE_SECONDS / 3 + 2;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static String meeting() {
        Instant now = Instant.now();
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//acceptance//EN\r\nBEGIN:VEVENT\r\nUID:jour-fixe\r\n"
                + "DTSTAMP:20260101T000000Z\r\nDTSTART:" + UTC.format(now.minus(1, ChronoUnit.MINUTES)) + "\r\nDTEND:"
                + UTC.format(now.plus(1, ChronoUnit.HOURS)) + "\r\nSUMMARY:Jour fixe\r\n"
                + "ATTENDEE:mailto:bob@pbx.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    /** The shipped script with what the page of calendars says about routing, word by word. */
    private static String script() throws IOException {
        String page = Files.readString(Cli.root().resolve("presence-merge/docs/calendars.md"));
        String routing = page.lines()
                .dropWhile(line -> !line.startsWith("    route[BY_CALENDAR]"))
                .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
                .map(line -> line.isEmpty() ? line : line.substring(4))
                .collect(Collectors.joining("\n"));
        assertThat(routing).contains("route[BY_CALENDAR]");
        String script = Files.readString(Cli.root().resolve("pbx-core/src/main/share/main.cfg"));
        String lookup = "\tif (!lookup(\"location\")) {";
        assertThat(script).containsOnlyOnce(lookup);
        return script.replace(lookup, "\troute(BY_CALENDAR);\n" + lookup) + "\n" + routing + "\n";
    }

    private static Cli.Result tell(Server server, String input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Cli.command()));
        command.addAll(List.of(words));
        command.addAll(List.of("--home", server.home().toString()));
        try (Running process = Running.start(Path.of("/tmp"), command)) {
            process.tell(input);
            int code = process.exitCode(60);
            return new Cli.Result(code, String.join("\n", process.output()));
        }
    }

    private static void done(Cli.Result result) {
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private static String metrics(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int questions(int metricsPort) throws Exception {
        return metrics(metricsPort)
                .lines()
                .filter(line -> line.startsWith("breakwater_calendar_questions_total{"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void meetingInRadicaleIsSeenByWatchersAndForwardsCallsUntilItIsRemoved(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("main.cfg"), script());
        int metricsPort = LoopbackPorts.next();
        String yaml = "calendar: {every_seconds: 10, timeout_seconds: 5}\nmetrics: {listen: \"127.0.0.1:" + metricsPort
                + "\"}\n";
        try (Radicale radicale = Radicale.start();
                Server server = Server.start(
                        Map.of("breakwater.yaml", yaml),
                        List.of("--config", script.toString(), "-A", "WITH_CALENDARS"));
                WatchingPhone ann = new WatchingPhone("1001", server.password("1001"), HERE, server.port());
                SipPeer bobsLine = SipPeer.tcp(server.port());
                SipPeer assistantsLine = SipPeer.tcp(server.port());
                SipPeer callersLine = SipPeer.tcp(server.port())) {
            register(server, bobsLine, "1002");
            register(server, assistantsLine, "1003");
            TestUser caller = new TestUser(callersLine, "1001", server.password("1001"), server.port());
            Dialog watch = ann.subscribe("presence", "1002", 600);
            ann.await(watch, "open", 2_000, m -> m.text().contains("<basic>open"));

            radicale.put(OFFICE, meeting());
            refuses(server, radicale);
            done(tell(
                    server,
                    Radicale.PASSWORD,
                    words(
                            "calendar add 1002 --kind caldav --login alice --password-stdin",
                            "--url",
                            radicale.calendar())));
            long shown =
                    ann.await(watch, "the meeting", ASKED_MILLIS, m -> m.text().contains("meeting/>"));
            assertThat(server.cli("calendar", "test", "1002").output())
                    .contains("1 busy time", "now: open, meeting \"In a meeting until ")
                    .doesNotContain("Jour fixe");
            assertThat(server.cli("calendar", "list").output()).containsPattern("1002@127.0.0.1 +main +caldav .*Z");
            String why = server.cli("presence", "1002", "--why").output();
            assertThat(why)
                    .containsPattern("because the primary source wins over other publications: calendar calendar"
                            + " \\(open, meeting \"In a meeting until [0-9:]+\"\\) since \\d{4}-[^ ]+Z until ");
            assertThat(called(caller, bobsLine, assistantsLine, server)).isEqualTo("1003");
            assertThat(metrics(metricsPort))
                    .contains(
                            "breakwater_calendars 1.0",
                            "breakwater_calendar_lease 1.0",
                            "breakwater_calendars_failing 0.0");

            radicale.remove(OFFICE);
            long back =
                    ann.await(watch, "no meeting", ASKED_MILLIS, m -> !m.text().contains("meeting/>"));
            assertThat(server.cli("presence", "1002", "--why").output()).contains("1002: open", "registration");
            assertThat(called(caller, bobsLine, assistantsLine, server)).isEqualTo("1002");
            withdrawnWithItsCalendar(server, radicale, ann, watch);
            Report.row(
                    "Radicale",
                    "event put in: meeting on a watcher, call goes to another",
                    shown + " ms after calendar add",
                    "ok");
            Report.row("Radicale", "event removed: back, asked every 10 s", "after " + back + " ms", "ok");
        }
    }

    private static String[] words(String line, String... more) {
        List<String> all = new ArrayList<>(List.of(line.split(" ")));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void register(Server server, SipPeer line, String user) throws IOException {
        TestUser phone = new TestUser(line, user, server.password(user), server.port());
        assertThat(phone.register().status()).isEqualTo(200);
    }

    private static void refuses(Server server, Radicale radicale) throws Exception {
        Cli.Result stranger = tell(
                server,
                "x",
                words("calendar add 1999 --kind caldav --login alice --password-stdin", "--url", radicale.calendar()));
        assertThat(stranger.exitCode()).isEqualTo(1);
        assertThat(stranger.output()).contains("there is no user 1999@127.0.0.1");
        done(tell(
                server,
                "pass-w0rd",
                words("calendar add 1003 --kind caldav --login alice --password-stdin", "--url", radicale.calendar())));
        Cli.Result test = server.cli("calendar", "test", "1003");
        assertThat(test.exitCode()).isEqualTo(1);
        assertThat(test.output()).contains("calendar main of 1003@127.0.0.1 at http://127.0.0.1:", "(401)");
        Await.until(
                "the log says that the login is refused",
                10,
                () -> server.process().output().stream()
                        .anyMatch(line -> line.contains("WARN") && line.contains("calendar main of 1003@127.0.0.1")));
        done(server.cli("calendar", "remove", "1003"));
        assertThat(String.join("\n", server.process().output())).doesNotContain("pass-w0rd", "office/");
    }

    /** Calls 1002: whose phone rings. */
    private static String called(TestUser caller, SipPeer bobsLine, SipPeer assistantsLine, Server server)
            throws Exception {
        CompletableFuture<String> bob = CompletableFuture.supplyAsync(() -> ringing(bobsLine, "1002"));
        CompletableFuture<String> assistant = CompletableFuture.supplyAsync(() -> ringing(assistantsLine, "1003"));
        SipMessageText answer =
                caller.ask("INVITE", "sip:1002@127.0.0.1:" + server.port(), "1001", "Subject: call\r\n");
        assertThat(answer.status()).isEqualTo(486);
        return bob.get(10, TimeUnit.SECONDS) + assistant.get(10, TimeUnit.SECONDS);
    }

    /** Waits a little for an INVITE and refuses it; the user, or the empty text without one. */
    private static String ringing(SipPeer line, String user) {
        try {
            for (SipMessageText m = line.receive(3_000); m != null; m = line.receive(3_000)) {
                if (m.isRequest() && m.method().equals("INVITE")) {
                    line.send(m.answer(486, "Busy Here", ""));
                    return user;
                }
            }
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void withdrawnWithItsCalendar(Server server, Radicale radicale, WatchingPhone ann, Dialog watch)
            throws Exception {
        radicale.put(OFFICE, meeting());
        ann.await(watch, "the meeting again", ASKED_MILLIS, m -> m.text().contains("meeting/>"));
        done(server.cli("calendar", "remove", "1002"));
        ann.await(
                watch, "no meeting without the calendar", 5_000, m -> !m.text().contains("meeting/>"));
        assertThat(server.cli("calendar", "list").output()).contains("0 calendars");
    }

    @Test
    void oneOfTwoMainsAsksAndTheOtherGoesOnAfterAPowerCut() throws Exception {
        int grid = LoopbackPorts.next();
        int[] metrics = {LoopbackPorts.next(), LoopbackPorts.next()};
        try (MariaDbServer database = MariaDbServer.start(28_800, 28_899);
                CountingCalendar calendar = new CountingCalendar(meeting())) {
            String url = database.createDatabase("calendars");
            try (Server one = Server.start(Map.of("breakwater.yaml", yaml(1, grid, url, metrics[0])), List.of());
                    Server two = Server.start(
                            Map.of(
                                    "breakwater.yaml",
                                    yaml(2, grid, url, metrics[1]),
                                    "secrets/directory.key",
                                    Files.readString(one.home().resolve("secrets/directory.key"))),
                            List.of())) {
                Await.until("the mains see one another", 60, () -> {
                    String said = one.cli("status").output();
                    return said.contains("main1/") && said.contains("main2/");
                });
                one.addUser("2001");
                one.addUser("2002");
                try (WatchingPhone ann = new WatchingPhone("2001", one.password("2001"), "pbx.test", two.port())) {
                    Dialog watch = ann.subscribe("presence", "2002", 600);
                    // The first to start has the lease; the other is told of the calendar.
                    done(two.cli(words("calendar add 2002@127.0.0.1 --kind ics --url", calendar.url())));
                    long shown =
                            ann.await(watch, "the meeting", 6_000, m -> m.text().contains("meeting/>"));
                    int first = ann.notified(watch).size() - 1;
                    assertThat(two.cli("calendar", "list").output()).contains("They are asked by main1");
                    onlyOneAsks(calendar, metrics);
                    takesOver(calendar, one, two, metrics[1]);
                    List<SipMessageText> seen = ann.notified(watch);
                    assertThat(seen.subList(first, seen.size()))
                            .as("the meeting all the time")
                            .allMatch(m -> m.text().contains("meeting/>"));
                    done(two.cli("calendar", "remove", "2002@127.0.0.1"));
                    ann.await(watch, "no meeting", 5_000, m -> !m.text().contains("meeting/>"));
                    Report.row(
                            "two mains",
                            "added and watched at one, asked by the other",
                            "shown after " + shown + " ms",
                            "ok");
                }
            }
        }
    }

    /** Three rests' time: three questions or so, all of one main. */
    private static void onlyOneAsks(CountingCalendar calendar, int[] metrics) throws Exception {
        int before = calendar.fetched();
        TimeUnit.SECONDS.sleep(30);
        int fetched = calendar.fetched() - before;
        assertThat(fetched).isBetween(2, 4);
        assertThat(questions(metrics[0])).isBetween(calendar.fetched() - 1, calendar.fetched());
        assertThat(questions(metrics[1])).isZero();
        Report.row("two mains", "a calendar asked every 10 s, fetched in 30 s", fetched + " times, all by one", "ok");
    }

    private static void takesOver(CountingCalendar calendar, Server one, Server two, int metricsOfTwo)
            throws Exception {
        one.process().kill();
        int before = calendar.fetched();
        long took = Await.until("the survivor asks", TAKE_OVER_SECONDS, () -> questions(metricsOfTwo) > 0);
        assertThat(calendar.fetched()).isGreaterThan(before);
        JsonNode row =
                JSON.readTree(two.cli("calendar", "list", "--json").output()).get(0);
        assertThat(row.path("asked_by").asText()).isEqualTo("main2");
        assertThat(row.path("failures").asInt(-1)).isZero();
        assertThat(two.cli("presence", "2002", "--why").output()).contains("calendar calendar (open, meeting");
        Report.row(
                "two mains",
                "kill -9 of the one that asks, lease of " + LEASE_SECONDS + " s",
                "the other asks after " + took + " ms",
                "ok");
    }

    private static String yaml(int number, int grid, String database, int metrics) {
        return """
                workers: 1
                script_defines: {DOMAIN: '"pbx.test"', WITH_CALENDARS: }
                database: {url: "%3$s"}
                directory: {refresh_seconds: 1}
                calendar: {every_seconds: 10, lease_seconds: %5$d}
                metrics: {listen: "127.0.0.1:%4$d"}
                cluster:
                  name: calendars
                  node: main%1$d
                  bind: "127.0.10.%1$d:%2$d"
                  members: ["127.0.10.1:%2$d", "127.0.10.2:%2$d"]
                  heartbeat_seconds: 1
                  dead_seconds: 5
                  merge_seconds: 2
                  join_seconds: 5
                """.formatted(number, grid, database, metrics, LEASE_SECONDS);
    }
}
