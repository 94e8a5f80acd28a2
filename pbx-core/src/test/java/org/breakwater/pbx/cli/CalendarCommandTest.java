package org.breakwater.pbx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.platform.control.ControlException;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalendarCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final InputStream input = System.in;
    private final Map<String, Object> row = new LinkedHashMap<>(Map.of(
            "user", "1001@pbx.example",
            "name", "main",
            "kind", "caldav",
            "server", "https://cal.example",
            "zone", "Europe/Berlin",
            "asked_by", "main2"));
    private Map<String, Object> asked;
    private ControlServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new ControlServer(HomeOption.socket(home), new ManualTime());
        server.add("calendar-list", a -> note(a, List.of(row)))
                .add("calendar-add", a -> note(a, Map.of("message", "calendar main of 1001@pbx.example is added")))
                .add("calendar-remove", a -> note(a, Map.of("message", "calendar main is removed")))
                .add("calendar-test", this::test)
                .start();
    }

    private Object note(Map<String, Object> arguments, Object answer) {
        asked = arguments;
        return answer;
    }

    private Object test(Map<String, Object> arguments) throws ControlException {
        asked = arguments;
        if (arguments.containsKey("name")) {
            throw new ControlException("there is no calendar club of 1001@pbx.example");
        }
        return Map.of(
                "calendar",
                "calendar main of 1001@pbx.example",
                "days",
                7,
                "busy_times",
                1,
                "now",
                "open, meeting \"In a meeting until 10:00\"",
                "next",
                List.of("2027-01-15T09:00 to 2027-01-15T10:00 busy, with others"),
                "remarks",
                List.of("event 3 has no start"));
    }

    @AfterEach
    void stopServer() {
        System.setIn(input);
        server.close();
    }

    private int run(String... words) {
        List<String> arguments = new ArrayList<>(List.of("calendar"));
        arguments.addAll(List.of(words));
        arguments.addAll(List.of("--home", home.toString()));
        CommandLine line = Breakwater.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(new String[0]));
    }

    @Test
    void calendarIsAddedWithThePasswordOnStandardInput() {
        System.setIn(new ByteArrayInputStream("s3cret-ä \nnot this\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(run(
                        "add",
                        "1001",
                        "--kind",
                        "caldav",
                        "--url",
                        "https://cal.example/a/",
                        "--login",
                        "alice",
                        "--password-stdin",
                        "--zone",
                        "Europe/Berlin",
                        "--titles"))
                .isZero();
        assertThat(asked)
                .isEqualTo(Map.of(
                        "user", "1001",
                        "kind", "caldav",
                        "url", "https://cal.example/a/",
                        "login", "alice",
                        "password", "s3cret-ä ",
                        "zone", "Europe/Berlin",
                        "titles", true,
                        "tentative", false));
        assertThat(out).hasToString("calendar main of 1001@pbx.example is added\n");
    }

    @Test
    void publishedFileNeedsNoPasswordAndALoginNeedsOne() {
        assertThat(run("add", "1001", "--kind", "ics", "--url", "https://cal.example/a.ics", "--name", "club"))
                .isZero();
        assertThat(asked).containsEntry("name", "club").doesNotContainKeys("login", "password");

        assertThat(run("add", "1001", "--kind", "ics", "--url", "https://cal.example/a.ics", "--login", "a"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--password-stdin").doesNotContain("fault of breakwater");
        System.setIn(InputStream.nullInputStream());
        assertThat(run("add", "1001", "--kind", "ics", "--url", "https://x.example/", "--password-stdin"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("there is no password on standard input");
    }

    @Test
    void calendarsAreListedWithWhatIsWrongByTheServerThatAsks() {
        row.put("answered_at", "2027-01-15T08:00:00.123Z");
        row.put("failures", 2);
        row.put("problem", "the server refuses the login (401)");
        assertThat(run("list")).isZero();
        assertThat(asked).isEmpty();
        assertThat(out.toString())
                .containsPattern(
                        "1001@pbx.example +main +caldav +https://cal.example +Europe/Berlin +2027-01-15T08:00:00Z"
                                + " +the server refuses")
                .endsWith("1 calendar\n");
    }

    @Test
    void serverThatDoesNotAskSaysWhichDoes() {
        assertThat(run("list", "1001")).isZero();
        assertThat(asked).isEqualTo(Map.of("user", "1001"));
        assertThat(out.toString()).endsWith("They are asked by main2, which knows when they answered.\n");
        row.put("asked_by", null);
        assertThat(run("list")).isZero();
        assertThat(out.toString()).endsWith("No main server asks them at the moment; one begins within seconds.\n");
    }

    @Test
    void testShowsWhatTheCalendarSays() throws Exception {
        assertThat(run("test", "1001")).isZero();
        assertThat(out).hasToString("""
                calendar main of 1001@pbx.example answers: 1 busy time in the next 7 days
                now: open, meeting "In a meeting until 10:00"
                  2027-01-15T09:00 to 2027-01-15T10:00 busy, with others
                remark: event 3 has no start
                """);
        out.getBuffer().setLength(0);
        assertThat(run("test", "1001", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).path("days").asInt())
                .isEqualTo(7);
    }

    @Test
    void refusalsAreSentencesAndExitCodes() {
        assertThat(run("test", "1001", "--name", "club")).isEqualTo(1);
        assertThat(err).hasToString("breakwater: there is no calendar club of 1001@pbx.example\n");
        assertThat(run("add", "1001")).isEqualTo(2);
        assertThat(run("remove")).isEqualTo(2);
        assertThat(run("remove", "1001")).isZero();
        server.close();
        for (String verb :
                List.of("list", "test 1001", "remove 1001", "add 1001 --kind ics --url https://x.example/")) {
            assertThat(run(verb.split(" "))).as(verb).isEqualTo(3);
        }
        assertThat(err.toString()).contains("no server is running in " + home, "Start one with: breakwater run");
    }
}
