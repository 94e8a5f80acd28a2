package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.daemon.base.RunOptions;
import org.breakwater.pbx.app.ScriptServers;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.script.syntax.ParseOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Debian's kamailio.cfg, byte for byte: accepted and started by default, with each switch, and with all. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockConfigTest {

    private final StockCases cases = new StockCases(Server.STOCK);
    private MariaDbServer database;
    private String url;
    private ScriptServers servers;
    private Path home;

    @BeforeAll
    void startDatabase() throws IOException {
        database = MariaDbServer.start(28_900, 28_989);
        url = KamailioDatabase.create(database, "kamailio");
        home = Files.createTempDirectory("breakwater-stock");
        Files.writeString(home.resolve("breakwater.yaml"), "workers: 1\n");
        servers = ScriptServers.open(home);
    }

    @AfterAll
    void stopDatabase() throws IOException {
        servers.close();
        database.close();
        Folders.delete(home);
    }

    List<StockCases.Case> switches() throws IOException {
        return cases.all();
    }

    @Test
    void everySwitchOfTheFileIsTried() throws IOException {
        assertThat(cases.switchesOfTheFile()).isNotEmpty();
        List<String> tried =
                cases.all().stream().flatMap(c -> c.defines().stream()).toList();
        assertThat(tried).containsAll(cases.switchesOfTheFile());
    }

    @ParameterizedTest
    @MethodSource("switches")
    void checkAcceptsAndServerStarts(StockCases.Case c) throws Exception {
        List<String> defines = new ArrayList<>(c.defines());
        defines.add("DBURL=\"" + url + "\"");
        List<String> findings = new ArrayList<>();
        boolean accepted = cases.check(c, findings);
        assertThat(accepted).as(String.join("\n", findings)).isTrue();

        long start = System.nanoTime();
        int port = LoopbackPorts.next();
        RunOptions run = new RunOptions(
                home, Server.STOCK, List.of("udp:127.0.0.1:" + port), new ParseOptions(defines, List.of(), n -> null));
        ScriptLog quiet = (level, line) -> {};
        try (AutoCloseable server = servers.start(run, highest -> quiet);
                SipPeer peer = SipPeer.udp(port)) {
            assertThat(server).isNotNull();
            peer.send(new TestUser(peer, "probe", "", port).request("OPTIONS", "sip:127.0.0.1:" + port, ""));
            SipMessageText answer = peer.receiveFinal(4_000);
            assertThat(answer).as("answer to OPTIONS").isNotNull();
            Report.row(
                    "kamailio.cfg",
                    c.name(),
                    "check OK, started and answered " + answer.startLine() + " in " + Report.since(start),
                    "ok");
        }
    }

    @ParameterizedTest
    @MethodSource("brokenScripts")
    void faultsAreNamedByFileLineAndColumn(String broken, @TempDir Path folder) throws Exception {
        Path file = folder.resolve("broken.cfg");
        Files.writeString(file, broken);
        Cli.Result result = Cli.run("check", file.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).containsPattern("broken\\.cfg:\\d+:\\d+");
        assertThat(result.output()).doesNotContain("Exception").doesNotContain("\tat ");
        Report.row(
                "check",
                broken.lines().findFirst().orElse(""),
                result.output().lines().findFirst().orElse(""),
                "ok");
    }

    static List<String> brokenScripts() {
        return List.of(
                "loadmodule \"no_such_module.so\"\nrequest_route { exit; }\n",
                "request_route { sl_send_replyy(\"200\", \"OK\"); }\n",
                "loadmodule \"tm.so\"\nmodparam(\"tm\", \"fr_timerr\", 5)\nrequest_route { exit; }\n",
                "request_route {\n  if (1 {\n exit; }\n}\n",
                "request_route { route(MISSING); }\n",
                "#!ifdef X\nrequest_route { exit; }\n");
    }
}
