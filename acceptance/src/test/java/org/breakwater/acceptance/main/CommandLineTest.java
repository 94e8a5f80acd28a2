package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people type. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Server server;
    private Path script;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        script = folder.resolve("routing.cfg");
        Files.copy(Cli.root().resolve("pbx-core/src/main/share/main.cfg"), script);
        server = Server.start(List.of("--config", script.toString()));
    }

    @AfterAll
    void stopServer() throws Exception {
        server.close();
    }

    @Test
    void usersAreAddedListedGivenPasswordsAndRemoved() throws Exception {
        Cli.Result added = server.cli("user", "add", "2001", "--password", "first-password", "--number", "49301234");
        assertThat(added.exitCode()).as(added.output()).isZero();
        JsonNode list = JSON.readTree(server.cli("user", "list", "--json").output());
        assertThat(list.toString()).contains("2001").contains("49301234").doesNotContain("first-password");
        assertThat(status("2001", "first-password")).isEqualTo(200);
        assertThat(server.cli("user", "add", "2001", "--password", "third-password")
                        .exitCode())
                .isEqualTo(1);
        assertThat(server.cli("user", "passwd", "2001", "--password", "second-password")
                        .exitCode())
                .isZero();
        assertThat(status("2001", "first-password")).isEqualTo(401);
        assertThat(status("2001", "second-password")).isEqualTo(200);
        assertThat(server.cli("user", "remove", "2001").exitCode()).isZero();
        assertThat(status("2001", "second-password")).isEqualTo(401);
        assertThat(server.cli("user", "remove", "2001").exitCode()).isEqualTo(1);
        Report.row("user", "add, list, passwd, remove, each tried with a REGISTER", "as expected", "ok");
    }

    private int status(String user, String password) throws Exception {
        try (SipPeer peer = SipPeer.tcp(server.port())) {
            return new TestUser(peer, user, password, server.port()).register().status();
        }
    }

    @Test
    void callIsListedAndDrawnAsLadder() throws Exception {
        try (SipPeer bobsLine = SipPeer.tcp(server.port());
                SipPeer alicesLine = SipPeer.tcp(server.port())) {
            TestUser bob = new TestUser(bobsLine, "1002", server.password("1002"), server.port());
            TestUser alice = new TestUser(alicesLine, "1001", server.password("1001"), server.port());
            assertThat(bob.register().status()).isEqualTo(200);
            JsonNode registrations =
                    JSON.readTree(server.cli("registrations", "--json").output());
            assertThat(registrations.toString()).contains("1002").contains("transport=tcp");

            Thread answering = new Thread(() -> answer(bobsLine, bob));
            answering.start();
            SipMessageText answer = alice.ask("INVITE", "sip:1002@127.0.0.1:" + server.port(), "1001", "");
            answering.join(10_000);
            assertThat(answer.status()).isEqualTo(200);
            JsonNode calls = JSON.readTree(server.cli("calls", "--json").output());
            assertThat(calls.findValuesAsText("call_id")).contains(alice.callId());
            Cli.Result ladder = server.cli("trace", alice.callId());
            assertThat(ladder.exitCode()).isZero();
            assertThat(ladder.output()).contains("INVITE").contains("407").contains("200");
            assertThat(server.cli("trace", "no-such-call").exitCode()).isEqualTo(1);
            Report.row(
                    "trace",
                    "lines of the ladder of a real call",
                    "" + ladder.output().lines().count(),
                    "ok");
        }
    }

    private static void answer(SipPeer line, TestUser user) {
        try {
            SipMessageText invite = line.receive(10_000);
            line.send(invite.answer(200, "OK", "Contact: " + user.contact() + "\r\n"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void scriptWithAnErrorChangesNothing() throws Exception {
        String good = Files.readString(script);
        Files.writeString(script, good + "\nrequest_route { no_such_function(); }\n");
        Cli.Result refused = server.cli("reload");
        Files.writeString(script, good);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("routing.cfg:").contains("nothing was changed");
        assertThat(status("1003", server.password("1003"))).isEqualTo(200);
        assertThat(server.cli("reload").exitCode()).isZero();
        assertThat(status("1003", server.password("1003"))).isEqualTo(200);
        Report.row(
                "reload",
                "broken script, then the good one",
                refused.output().lines().findFirst().orElse(""),
                "ok");
    }

    @Test
    void statusIsReadableAndJson() throws Exception {
        assertThat(server.cli("status").output()).contains("state").contains("well");
        assertThat(JSON.readTree(server.cli("status", "--json").output())
                        .path("state")
                        .asText())
                .isEqualTo("well");
    }

    @Test
    void withoutServerCommandsSaySo(@TempDir Path empty) throws Exception {
        for (String verb : List.of("registrations", "calls", "status", "reload", "trace")) {
            Cli.Result result = Cli.run(verb, "--home", empty.toString());
            assertThat(result.exitCode()).as(verb).isEqualTo(3);
            assertThat(result.output()).contains("no server is running").contains("breakwater run");
        }
        Report.row("no server", "registrations, calls, status, reload, trace", "exit code 3 and a sentence", "ok");
    }

    @Test
    void unknownConfigurationKeyStopsTheStart(@TempDir Path home) throws Exception {
        Files.writeString(home.resolve("breakwater.yaml"), "listen: [\"udp:127.0.0.1:5060\"]\nlisten_on: nowhere\n");
        Cli.Result result = Cli.run("run", "--home", home.toString());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .containsPattern("breakwater\\.yaml:2")
                .contains("listen_on")
                .doesNotContain("\tat ");
        Report.row(
                "breakwater.yaml",
                "unknown key",
                result.output().lines().findFirst().orElse(""),
                "ok");
    }

    @Test
    void checkSaysByItsExitCodeWhetherTheScriptRuns(@TempDir Path folder) throws Exception {
        Path broken = folder.resolve("broken.cfg");
        Files.writeString(broken, "request_route { exit }\n");
        assertThat(Cli.run("check", script.toString()).exitCode()).isZero();
        assertThat(Cli.run("check", broken.toString()).exitCode()).isEqualTo(1);
        assertThat(Cli.run("check", folder.resolve("missing.cfg").toString()).exitCode())
                .isEqualTo(1);
        assertThat(Cli.run("check").exitCode()).isEqualTo(2);
    }

    @Test
    void secondServerInOneHomeIsRefused() throws Exception {
        Cli.Result second =
                Cli.run("run", "--home", server.home().toString(), "--listen", "tcp:127.0.0.1:" + LoopbackPorts.next());
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("already").doesNotContain("fault of breakwater");
    }

    @Test
    void portInUseIsNamed(@TempDir Path home) throws Exception {
        Cli.Result second = Cli.run("run", "--home", home.toString(), "--listen", "tcp:127.0.0.1:" + server.port());
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("" + server.port()).doesNotContain("fault of breakwater");
    }
}
