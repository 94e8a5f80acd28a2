package org.breakwater.pbx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.daemon.cli.HomeOption;
import org.breakwater.platform.control.ControlServer;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ListingCommandsTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ControlServer server;

    @BeforeEach
    void startServer() throws Exception {
        server = new ControlServer(HomeOption.socket(home), new ManualTime());
        server.add("calls", a -> List.of(Map.of("from", "1001", "to", "1002", "state", "up", "seconds", 7)))
                .add("registrations", a -> List.of(Map.of("aor", "1001", "expires_in_seconds", 60)))
                .add("status", a -> Map.of("calls_up", 3))
                .add("user-list", a -> List.of(Map.of("user", "1001", "numbers", List.of("4930", "4931"))))
                .add("trace", ListingCommandsTest::trace)
                .add("presence", ListingCommandsTest::presence)
                .start();
    }

    private static Object trace(Map<String, Object> arguments) {
        if (!arguments.containsKey("call_id")) {
            return Map.of("calls", List.of("newest", "older"));
        }
        boolean known = arguments.get("call_id").equals("known");
        return Map.of("messages", known ? List.of(Map.of("text", "BYE")) : List.of(), "ladder", List.of("1 --> 2"));
    }

    private static Object presence(Map<String, Object> arguments) {
        Map<String, Object> watcher =
                Map.of("watched", "1002", "event", "dialog", "by", "1001", "expires_in_seconds", 9);
        return !arguments.containsKey("user")
                ? List.of(watcher)
                : Map.of(
                        "user", "1002",
                        "words", "open, lunch",
                        "lamp", "free",
                        "why", List.of("1002: open, lunch", "because the newest publication wins"),
                        "watchers", List.of());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private int run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--home", home.toString()));
        arguments.addAll(List.of(more));
        CommandLine line = Breakwater.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments.toArray(new String[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "calls, 1001  1002  up     7 s  |1 call|",
        "registrations, 1001           -     60 s|1 registration|",
        "status, calls up               3|",
        "user list, 1001                4930 4931|",
        "presence, 1002     dialog  1001                   9 s|1 subscription|",
        "presence 1002, '1002: open, lunch|lamp: free|nobody watches|'",
        "presence 1002 --why, because the newest publication wins|lamp: free|nobody watches|",
        "trace, newest|older|",
        "trace known, 1 --> 2|",
        "trace known --full, 1 --> 2||BYE|",
    })
    void answerIsShownToPeople(String command, String end) {
        assertThat(run(command)).isZero();
        assertThat(out.toString().replaceAll(" *\n", "\n")).endsWith(end.replaceAll(" *\\|", "\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "calls, 1001",
        "registrations, 1001",
        "status, 3",
        "user list, 1001",
        "presence, dialog",
        "presence 1002, because",
        "trace, newest",
        "trace known, BYE"
    })
    void answerIsJsonWhenThatIsAskedFor(String command, String part) throws Exception {
        assertThat(run(command, "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).toString()).contains(part);
    }

    @Test
    void callThatIsNotKeptIsAFailure() {
        assertThat(run("trace gone")).isEqualTo(1);
        assertThat(err.toString()).contains("No message of call gone is kept any more.");
    }

    @Test
    void withoutServerTheExitCodeSaysSo() {
        server.close();

        assertThat(run("calls")).isEqualTo(3);
        assertThat(err.toString()).contains("no server is running in " + home, "Start one with: breakwater run");
    }
}
