package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What survives: kill -9 one second after a registration, an orderly stop at once, databases made by kamdbctl. */
@Tag("main")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DurabilityTest {

    private MariaDbServer database;

    @BeforeAll
    void startDatabase() {
        database = MariaDbServer.start(28_900, 28_989);
    }

    @AfterAll
    void stopDatabase() {
        database.close();
    }

    @Test
    void registrationSurvivesKillOneSecondLaterOnH2() throws Exception {
        try (Server server = Server.start(List.of())) {
            survivesKill(server, "1002", server.password("1002"), "H2");
        }
    }

    @Test
    void registrationSurvivesKillOneSecondLaterOnMariaDb() throws Exception {
        String url = database.createDatabase("ours");
        try (Server server =
                Server.start(Map.of("breakwater.yaml", "database:\n  url: \"" + url + "\"\n"), List.of())) {
            server.addUser("1001");
            server.addUser("1002");
            survivesKill(server, "1002", server.password("1002"), "MariaDB");
        }
    }

    @Test
    void databaseMadeByKamdbctlCanBePointedAt() throws Exception {
        String url = KamailioDatabase.create(database, "kamailio");
        database.execute(
                "kamailio",
                "INSERT INTO subscriber (username, domain, password, ha1, ha1b) VALUES"
                        + " ('1001', '127.0.0.1', 'clear-1001', '', ''), ('1002', '127.0.0.1', 'clear-1002', '', '')");
        List<String> options = new ArrayList<>(List.of("--config", Server.STOCK.toString()));
        for (String define : List.of("WITH_MYSQL", "WITH_AUTH", "WITH_USRLOCDB", "DBURL=\"" + url + "\"")) {
            options.addAll(List.of("-A", define));
        }
        try (Server server = Server.start(options)) {
            survivesKill(server, "1002", "clear-1002", "kamdbctl's MariaDB, stock kamailio.cfg");
        }
    }

    private static void survivesKill(Server server, String user, String password, String what) throws Exception {
        try (SipPeer phone = SipPeer.tcp(server.port());
                SipPeer listening = SipPeer.udp(server.port())) {
            assertThat(new TestUser(phone, user, password, server.port())
                            .register()
                            .status())
                    .isEqualTo(200);
            assertThat(new TestUser(listening, user, password, server.port())
                            .register()
                            .status())
                    .isEqualTo(200);
            TimeUnit.SECONDS.sleep(1);
            server.process().kill();
            long start = System.nanoTime();
            server.launch();
            String restart = Report.since(start);
            String registrations = server.cli("registrations", "--json").output();
            assertThat(registrations)
                    .contains(":" + phone.localPort() + ";")
                    .contains(":" + listening.localPort() + ";");
            // The binding can be called: its UDP phone hears the request.
            try (SipPeer line = SipPeer.tcp(server.port())) {
                TestUser caller = new TestUser(line, user, password, server.port());
                Thread ask = new Thread(() -> {
                    try {
                        caller.ask("MESSAGE", "sip:" + user + "@127.0.0.1:" + server.port(), user, "");
                    } catch (java.io.IOException closed) {
                        // The phone below tells whether the request came.
                        return;
                    }
                });
                ask.start();
                SipMessageText heard = listening.receive(8_000);
                assertThat(heard).as("a request to the binding that survived").isNotNull();
                listening.send(heard.answer(200, "OK", ""));
                ask.join(10_000);
                assertThat(heard.method()).isEqualTo("MESSAGE");
            }
            Report.row(
                    "kill -9",
                    what + ": 2 bindings, 1 s, kill -9, start",
                    "both there and callable; start took " + restart,
                    "ok");
        }
    }

    @Test
    void orderlyStopLosesNothing() throws Exception {
        try (Server server = Server.start(List.of());
                SipPeer phone = SipPeer.tcp(server.port())) {
            TestUser user = new TestUser(phone, "1001", server.password("1001"), server.port());
            assertThat(user.register().status()).isEqualTo(200);
            server.process().signal("INT");
            long start = System.nanoTime();
            server.process().exitCode(15);
            String stop = Report.since(start);
            Path socket = server.home().resolve("control.sock");
            assertThat(socket).doesNotExist();
            server.launch();
            assertThat(server.cli("registrations", "--json").output()).contains(":" + phone.localPort() + ";");
            Report.row(
                    "Ctrl-C",
                    "right after a registration",
                    "ended in " + stop + ", binding there after a restart",
                    "ok");
        }
    }
}
