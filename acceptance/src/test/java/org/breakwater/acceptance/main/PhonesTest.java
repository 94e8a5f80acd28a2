package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two phones register over TCP with digest and call each other by number, audio both ways. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhonesTest {

    private static final double TONE = 440;
    private static final ObjectMapper JSON = new ObjectMapper();

    private MariaDbServer database;

    /** The routing script the server runs, and where it keeps users and registrations: H2 unless said otherwise. */
    enum Routing {
        STOCK_KAMAILIO_CFG,
        SHIPPED,
        SHIPPED_ON_MARIADB;

        Server start(MariaDbServer database) throws Exception {
            if (this == SHIPPED) {
                return Server.start(List.of());
            }
            if (this == SHIPPED_ON_MARIADB) {
                String url = database.createDatabase("phones" + System.nanoTime());
                Server server =
                        Server.start(Map.of("breakwater.yaml", "database:\n  url: \"" + url + "\"\n"), List.of());
                server.addUser("1001");
                server.addUser("1002");
                return server;
            }
            List<String> options = new ArrayList<>(List.of("--config", Server.STOCK.toString()));
            options.addAll(Server.STOCK_WITH_USERS);
            return Server.start(options);
        }
    }

    @BeforeAll
    void startDatabase() {
        database = MariaDbServer.start(28_800, 28_889);
    }

    @AfterAll
    void stopDatabase() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void baresipCallsBaresip(Routing routing) throws Exception {
        try (Server server = routing.start(database)) {
            long start = System.nanoTime();
            try (Baresip alice = Baresip.start("1001", server.password("1001"), server.port(), "manual");
                    Baresip bob = Baresip.start("1002", server.password("1002"), server.port(), "auto")) {
                alice.awaitRegistered(15);
                bob.awaitRegistered(15);
                String registered = Report.since(start);

                start = System.nanoTime();
                alice.command("dial", "sip:1002@127.0.0.1:" + server.port());
                bob.await("CALL_ESTABLISHED", 10);
                alice.await("CALL_ESTABLISHED", 10);
                String setUp = Report.since(start);
                assertThat(alice.hears(TONE, 1000))
                        .as(() -> "alice hears the tone\n" + String.join("\n", alice.output()))
                        .isTrue();
                assertThat(bob.hears(TONE, 1000))
                        .as(() -> "bob hears the tone\n" + String.join("\n", bob.output()))
                        .isTrue();
                assertThat(server.cli("calls").output()).contains("1001").contains("1002");
                alice.command("hangup", "");
                bob.await("CALL_CLOSED", 10);
                alice.await("CALL_CLOSED", 10);

                int heardByAlice = alice.heardMillis(TONE);
                int heardByBob = bob.heardMillis(TONE);
                assertThat(heardByAlice).as("ms of tone alice heard").isGreaterThan(500);
                assertThat(heardByBob).as("ms of tone bob heard").isGreaterThan(500);
                Report.row(
                        "baresip ↔ baresip, " + routing,
                        "both registered / call up / tone heard by each",
                        registered + " / " + setUp + " / " + heardByAlice + " ms, " + heardByBob + " ms",
                        "ok");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void breakwaterPhonesCallEachOther(Routing routing) throws Exception {
        try (Server server = routing.start(database);
                Running bob = phone(server, "1002", "--answer", "--send-tone", "--duration", "60")) {
            assertThat(bob.await(line -> line.contains("\"event\":\"registered\""), 20))
                    .as(String.join("\n", bob.output()))
                    .isTrue();
            try (Running alice = phone(server, "1001", "--call", "1002", "--send-tone", "--duration", "3")) {
                int code = alice.exitCode(60);
                assertThat(code).as(String.join("\n", alice.output())).isZero();
                JsonNode caller = summary(alice);
                bob.exitCode(20);
                JsonNode callee = summary(bob);
                assertThat(caller.path("toneHeard").asBoolean())
                        .as("caller hears tone")
                        .isTrue();
                assertThat(callee.path("toneHeard").asBoolean())
                        .as("callee hears tone")
                        .isTrue();
                assertThat(caller.path("rtpReceived").asInt()).isGreaterThan(100);
                assertThat(callee.path("rtpReceived").asInt()).isGreaterThan(100);
                Report.row(
                        "breakwater phone, " + routing,
                        "call of 3 s, RTP sent and received by caller / callee",
                        caller.path("rtpSent") + ", " + caller.path("rtpReceived") + " / " + callee.path("rtpSent")
                                + ", " + callee.path("rtpReceived"),
                        "ok");
            }
        }
    }

    private static Running phone(Server server, String user, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Cli.command(),
                "phone",
                "--user",
                user,
                "--password",
                server.password(user),
                "--server",
                "127.0.0.1:" + server.port(),
                "--json"));
        command.addAll(List.of(more));
        return Running.start(server.home(), command);
    }

    private static JsonNode summary(Running phone) throws Exception {
        List<String> lines =
                phone.output().stream().filter(l -> l.contains("\"summary\"")).toList();
        assertThat(lines).as(String.join("\n", phone.output())).hasSize(1);
        return JSON.readTree(lines.get(0));
    }

    @ParameterizedTest
    @EnumSource
    void sippCallsSipp(Routing routing, @TempDir Path folder) throws Exception {
        try (Server server = routing.start(database)) {
            int callee = LoopbackPorts.next();
            int caller = LoopbackPorts.next();
            sipp(server, folder, "register.xml", callee, "1002", server.password("1002"), "-m", "1");
            List<String> answering = command(server, folder, "uas.xml", callee, "1002", server.password("1002"));
            try (Running uas = Running.start(folder, answering)) {
                long start = System.nanoTime();
                sipp(server, folder, "uac_auth.xml", caller, "1001", server.password("1001"), "-m", "5", "-r", "2");
                assertThat(uas.isAlive()).isTrue();
                Report.row("SIPp → SIPp, " + routing, "5 calls of 2 s with digest over TCP", Report.since(start), "ok");
            }
        }
    }

    private static void sipp(
            Server server, Path folder, String scenario, int port, String user, String password, String... more)
            throws Exception {
        List<String> command = command(server, folder, scenario, port, user, password);
        command.addAll(List.of(more));
        Cli.Result result = Cli.external(40, command);
        assertThat(result.exitCode()).as(scenario + ":\n" + result.output()).isZero();
    }

    private static List<String> command(
            Server server, Path folder, String scenario, int port, String user, String password) throws Exception {
        Path users = folder.resolve(scenario + ".csv");
        Files.writeString(
                users,
                "SEQUENTIAL\n" + user + ";[authentication username=" + user + " password=" + password + "];1002;\n");
        Path file = folder.resolve(scenario);
        try (var in = PhonesTest.class.getResourceAsStream("/sipp/" + scenario)) {
            Files.write(file, in.readAllBytes());
        }
        return new ArrayList<>(List.of(
                "sipp",
                "127.0.0.1:" + server.port(),
                "-sf",
                file.toString(),
                "-inf",
                users.toString(),
                "-t",
                "t1",
                "-i",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-timeout",
                "30s",
                "-timeout_error",
                "-nostdin"));
    }
}
