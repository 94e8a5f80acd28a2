package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attacks on the shipped configuration, and what the security log and fail2ban make of them. */
@Tag("main")
class SecurityTest {

    private static final String NOBODY_TRUSTED = "security:\n  trusted_networks: []\n";

    @Test
    void unknownUserAndWrongPasswordGetTheSameAnswer() throws Exception {
        try (Server server = Server.start(List.of())) {
            String wrong = answers(server, "1001");
            String unknown = answers(server, "9999");
            assertThat(unknown.replace("9999", "USER")).isEqualTo(wrong.replace("1001", "USER"));
            Report.row("security", "answers to unknown user and wrong password", "equal octet by octet", "ok");
        }
    }

    /** Both answers of a registration with a wrong password, without what changes each time. */
    private static String answers(Server server, String user) throws Exception {
        StringBuilder all = new StringBuilder();
        try (SipPeer peer = SipPeer.tcp(server.port())) {
            TestUser guesser = new TestUser(peer, user, "wrong", server.port());
            String uri = "sip:127.0.0.1:" + server.port();
            peer.send(guesser.request("REGISTER", uri, "Expires: 60\r\n"));
            SipMessageText challenge = peer.receiveFinal(5_000);
            peer.send(guesser.request("REGISTER", uri, guesser.credentials(challenge, "REGISTER", uri)));
            SipMessageText refusal = peer.receiveFinal(5_000);
            for (SipMessageText m : List.of(challenge, refusal)) {
                all.append(m.text()
                        .replaceAll("nonce=\"[^\"]*\"", "nonce")
                        .replaceAll("tag=[^;\\s>]+", "tag")
                        .replaceAll("branch=[^;\\s]+", "branch")
                        .replaceAll("(?m)^Call-ID:.*$", "Call-ID")
                        .replaceAll("rport=\\d+", "rport")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST"));
            }
        }
        return all.toString();
    }

    @Test
    void repeatedFailuresAreBanned() throws Exception {
        try (Server server = Server.start(Map.of("breakwater.yaml", NOBODY_TRUSTED), List.of())) {
            int refusals = 0;
            for (int i = 0; i < 30; i++) {
                try (SipPeer peer = SipPeer.udp(server.port())) {
                    TestUser guesser = new TestUser(peer, "1001", "guess" + i, server.port());
                    peer.send(guesser.request("REGISTER", "sip:127.0.0.1:" + server.port(), ""));
                    SipMessageText challenge = peer.receiveFinal(2000);
                    if (challenge == null) {
                        break;
                    }
                    String uri = "sip:127.0.0.1:" + server.port();
                    peer.send(guesser.request("REGISTER", uri, guesser.credentials(challenge, "REGISTER", uri)));
                    if (peer.receiveFinal(2000) == null) {
                        break;
                    }
                    refusals++;
                }
            }
            assertThat(refusals).isBetween(5, 15);
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(server.securityLog()).anyMatch(l -> l.contains("event=Banned src=127.0.0.1"));
            Report.row("security", "guesses until the source is banned", refusals + " answered, then silence", "ok");
        }
    }

    @Test
    void guessesFromManyAddressesDelayTheAccountButNotItsOwner() throws Exception {
        String config = NOBODY_TRUSTED + "  account: {failures: 10, delay_seconds: 4}\n";
        try (Server server = Server.start(Map.of("breakwater.yaml", config), List.of())) {
            String password = server.password("1001");
            assertThat(registerFrom(server, "127.0.0.2", password)).isEqualTo(200);
            for (int i = 0; i < 12; i++) {
                assertThat(registerFrom(server, "127.0.1." + (1 + i), "guess" + i))
                        .isEqualTo(401);
            }
            assertThat(registerFrom(server, "127.0.2.1", password))
                    .as("right, from a new address")
                    .isEqualTo(401);
            assertThat(registerFrom(server, "127.0.0.2", password))
                    .as("the owner's phone")
                    .isEqualTo(200);
            int later = 401;
            for (int i = 0; i < 20 && later == 401; i++) {
                TimeUnit.MILLISECONDS.sleep(500);
                later = registerFrom(server, "127.0.2." + (2 + i), password);
            }
            assertThat(later).as("after the delay").isEqualTo(200);
            TimeUnit.MILLISECONDS.sleep(1_500);
            assertThat(server.securityLog())
                    .filteredOn(l -> l.contains("event=AccountDelayed src=127.0.1.10"))
                    .hasSize(1);
            assertThat(server.securityLog())
                    .filteredOn(l -> l.contains("event=AccountReopened"))
                    .hasSize(1);
            Report.row("security", "10 guesses from 10 addresses", "new addresses 401, owner 200", "ok");
        }
    }

    /** Status of a registration of 1001 by UDP from that address. */
    private static int registerFrom(Server server, String address, String password) throws Exception {
        try (SipPeer peer = SipPeer.udp(server.port(), new InetSocketAddress(address, 0))) {
            return new TestUser(peer, "1001", password, server.port())
                    .register()
                    .status();
        }
    }

    @Test
    void registrationFromElsewhereIsRefusedAndLogged() throws Exception {
        String elsewhere = "security:\n  registration_networks: [\"198.51.100.0/24\"]\n";
        try (Server server = Server.start(Map.of("breakwater.yaml", elsewhere), List.of());
                SipPeer peer = SipPeer.tcp(server.port())) {
            TestUser user = new TestUser(peer, "1001", server.password("1001"), server.port());
            assertThat(user.register().status()).isEqualTo(403);
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(server.securityLog()).anyMatch(l -> l.contains("event=FailedACL src=127.0.0.1"));
            Report.row("security", "right password from a network outside the ACL", "403, FailedACL logged", "ok");
        }
    }

    @Test
    void everyMethodIsAuthenticatedAndFromIsBoundToTheCredential() throws Exception {
        try (Server server = Server.start(List.of())) {
            String target = "sip:1002@127.0.0.1:" + server.port();
            StringBuilder seen = new StringBuilder();
            for (String method :
                    List.of("INVITE", "MESSAGE", "SUBSCRIBE", "PUBLISH", "OPTIONS", "REFER", "INFO", "NOTIFY")) {
                try (SipPeer peer = SipPeer.tcp(server.port())) {
                    TestUser stranger = new TestUser(peer, "stranger", "", server.port());
                    String event = method.equals("SUBSCRIBE") || method.equals("PUBLISH") || method.equals("NOTIFY")
                            ? "Event: presence\r\nSubscription-State: active\r\n"
                            : method.equals("REFER") ? "Refer-To: <sip:1003@127.0.0.1>\r\n" : "";
                    peer.send(stranger.request(method, target, event));
                    SipMessageText answer = peer.receiveFinal(5_000);
                    assertThat(answer).as(method).isNotNull();
                    assertThat(answer.status()).as(method).isIn(401, 407);
                    seen.append(method).append(' ').append(answer.status()).append(' ');
                }
            }
            Report.row("security", "without credentials", seen.toString().strip(), "ok");
            try (SipPeer peer = SipPeer.tcp(server.port())) {
                TestUser mallory = new TestUser(peer, "1001", server.password("1001"), server.port());
                SipMessageText answer = mallory.ask("MESSAGE", target, "1003", "");
                assertThat(answer.status()).isIn(401, 403, 407);
                Report.row("security", "1001's credentials with From 1003", answer.startLine(), "ok");
            }
        }
    }

    @Test
    void passwordsAreNowhereInClear() throws Exception {
        try (Server server = Server.start(List.of())) {
            String password = "Very-Secret-Password-77";
            Path file = Files.createTempFile("breakwater-password", "");
            Files.writeString(file, password + "\n");
            Cli.Result added = server.cli("user", "add", "3001", "--password-file", file.toString());
            Files.delete(file);
            assertThat(added.exitCode()).as(added.output()).isZero();
            try (SipPeer peer = SipPeer.tcp(server.port())) {
                assertThat(new TestUser(peer, "3001", password, server.port())
                                .register()
                                .status())
                        .isEqualTo(200);
            }
            server.process().signal("INT");
            server.process().exitCode(15);
            try (Stream<Path> files = Files.walk(server.home())) {
                for (Path f : files.filter(Files::isRegularFile).toList()) {
                    String text = new String(Files.readAllBytes(f), StandardCharsets.ISO_8859_1);
                    assertThat(text.contains(password))
                            .as(f + " holds the password")
                            .isFalse();
                }
            }
            assertThat(String.join("\n", server.process().output())).doesNotContain(password);
            Report.row("security", "files of the home and log searched for a password", "not found", "ok");
        }
    }

    @Test
    void failToBanSeesTheAttackerAndNothingForged() throws Exception {
        try (Server server = Server.start(List.of())) {
            String forged = "x\\\" event=InvalidPassword src=192.0.2.99 sport=1 transport=udp account=\\\"y";
            for (int i = 0; i < 4; i++) {
                try (SipPeer peer = SipPeer.udp(server.port())) {
                    TestUser guesser = new TestUser(peer, "1001", "guess", server.port());
                    String uri = "sip:127.0.0.1:" + server.port();
                    peer.send(guesser.request("REGISTER", uri, "User-Agent: " + forged + "\r\n"));
                    SipMessageText challenge = peer.receiveFinal(5_000);
                    String injected = guesser.credentials(challenge, "REGISTER", uri)
                            .replace("username=\"1001\"", "username=\"" + (i % 2 == 0 ? forged : "1001") + "\"");
                    peer.send(guesser.request("REGISTER", uri, injected));
                    peer.receiveFinal(2_000);
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
            Path log = server.home().resolve("log/security.log");
            Path filter = Cli.root().resolve("packaging/fail2ban/filter.d/breakwater.conf");
            Cli.Result result = Cli.external(
                    60, List.of("fail2ban-regex", "--print-all-matched", log.toString(), filter.toString()));
            assertThat(result.output()).containsPattern("Failregex: [2-9]\\d* total");
            Cli.Result addresses =
                    Cli.external(60, List.of("fail2ban-regex", "-o", "ip", log.toString(), filter.toString()));
            assertThat(addresses.output().lines().filter(l -> !l.isBlank()).distinct())
                    .containsExactly("127.0.0.1");
            Report.row(
                    "fail2ban",
                    "guesses with forged log lines in user name and User-Agent",
                    addresses.output().lines().count() + " matches, all of the socket's address",
                    "ok");
        }
    }
}
