package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.breakwater.acceptance.main.WatchingPhone.Dialog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Presence and lamps of running servers, with phones over TCP and real baresip. */
@Tag("presence")
class PresenceTest {

    private static final String HERE = "127.0.0.1";
    private static final String PIDF = "Content-Type: application/pidf+xml\r\n";
    private static final Pattern VERSION = Pattern.compile("version=\"(\\d+)\"");
    private static final int LAMP_MILLIS = 5_000;

    private static String pidf(String user, String basic) {
        return "<?xml version=\"1.0\"?><presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"pres:" + user + "@"
                + HERE + "\"><tuple id=\"desk\"><status><basic>" + basic + "</basic></status></tuple></presence>";
    }

    private static Predicates shows(String word) {
        return m -> m.text().contains(word);
    }

    private interface Predicates extends java.util.function.Predicate<SipMessageText> {}

    static Stream<List<String>> scripts() {
        List<String> stock = new ArrayList<>(List.of("--config", Server.STOCK.toString()));
        stock.addAll(Server.STOCK_WITH_USERS);
        stock.addAll(List.of("-A", "WITH_PRESENCE"));
        return Stream.of(stock, List.of());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void whatIsPublishedIsShownToWatchers(List<String> options) throws Exception {
        try (Server server = Server.start(options);
                WatchingPhone ann = phone(server, "1001");
                WatchingPhone bob = phone(server, "1002")) {
            Dialog watch = ann.subscribe("presence", "1002", 600);
            ann.await(watch, "closed", 2_000, shows("<basic>closed"));
            SipMessageText published =
                    bob.ask("PUBLISH", "1002", "Event: presence\r\nExpires: 600\r\n" + PIDF, pidf("1002", "open"));
            assertThat(published.status()).isEqualTo(200);
            assertThat(published.header("Expires")).isEqualTo("600");
            long shown = ann.await(watch, "open", 2_000, shows("<basic>open"));

            String tag = "SIP-If-Match: " + published.header("SIP-ETag") + "\r\n";
            assertThat(bob.ask("PUBLISH", "1002", "Event: presence\r\nExpires: 0\r\n" + tag, "")
                            .status())
                    .isEqualTo(200);
            ann.await(watch, "closed again", 2_000, shows("<basic>closed"));
            assertThat(bob.ask("PUBLISH", "1002", "Event: presence\r\n" + tag, "")
                            .status())
                    .isEqualTo(412);
            assertThat(ann.again(watch, 300)).isEqualTo(200);
            ann.await(
                    watch, "active", 2_000, m -> m.header("Subscription-State").equals("active;expires=300"));
            assertThat(ann.again(watch, 0)).isEqualTo(200);
            ann.await(
                    watch, "the end", 2_000, m -> m.header("Subscription-State").startsWith("terminated"));
            assertThat(ann.again(watch, 300)).isEqualTo(481);
            assertThat(ann.notified(watch))
                    .extracting(m -> Integer.parseInt(m.header("CSeq").split(" ")[0]))
                    .isSorted()
                    .doesNotHaveDuplicates();
            String name = options.isEmpty() ? "shipped script" : "kamailio.cfg WITH_PRESENCE";
            Report.row(name, "PUBLISH is shown to a watcher, 412, 481, the end", "after " + shown + " ms", "ok");
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void badRequestsGetTheirStatus(List<String> options) throws Exception {
        try (Server server = Server.start(options);
                WatchingPhone bob = phone(server, "1002")) {
            assertThat(bob.ask("PUBLISH", "1002", "Event: presence\r\nContent-Type: text/plain\r\n", "x"))
                    .satisfies(m -> assertThat(m.status()).isEqualTo(415))
                    .satisfies(m -> assertThat(m.header("Accept")).isEqualTo("application/pidf+xml"));
            assertThat(bob.ask("PUBLISH", "1002", "Event: weather\r\n" + PIDF, "x"))
                    .satisfies(m -> assertThat(m.status()).isEqualTo(489))
                    .satisfies(m -> assertThat(m.header("Allow-Events")).contains("presence"));
            SipMessageText broken = bob.ask("PUBLISH", "1002", "Event: presence\r\n" + PIDF, "<presence");
            assertThat(broken.status()).isEqualTo(400);
            assertThat(broken.header("Warning")).contains("not well-formed");
            assertThat(bob.ask("PUBLISH", "1002", "Event: presence\r\n" + PIDF, "")
                            .status())
                    .isEqualTo(400);
            if (options.isEmpty()) {
                assertThat(bob.ask("PUBLISH", "1002", "Event: presence\r\nExpires: 5\r\n" + PIDF, pidf("1002", "open")))
                        .satisfies(m -> assertThat(m.status()).isEqualTo(423))
                        .satisfies(m -> assertThat(m.header("Min-Expires")).isEqualTo("60"));
                assertThat(bob.ask("PUBLISH", "1001", "Event: presence\r\n" + PIDF, pidf("1001", "open"))
                                .status())
                        .as("about somebody else: challenged again")
                        .isEqualTo(407);
            } else {
                assertThat(bob.ask("SUBSCRIBE", "1001", "Event: weather\r\n", "")
                                .status())
                        .isEqualTo(489);
            }
        }
    }

    @Test
    void lampsOfACallBetweenTwoBaresipsAreSeenByTwoWatchers() throws Exception {
        try (Server server = Server.start(List.of())) {
            for (String user : List.of("2001", "2002")) {
                server.addUser(user);
            }
            try (WatchingPhone ann = phone(server, "2001");
                    WatchingPhone bob = phone(server, "2002");
                    Baresip callee = Baresip.start("1002", server.password("1002"), server.port(), "manual");
                    Baresip caller = Baresip.start("1001", server.password("1001"), server.port(), "manual")) {
                caller.awaitRegistered(10);
                callee.awaitRegistered(10);
                List<Lamp> lamps = new ArrayList<>();
                for (WatchingPhone phone : List.of(ann, bob)) {
                    for (String watched : List.of("1001", "1002")) {
                        Dialog d = phone.subscribe("dialog", watched, 600);
                        phone.await(d, "free", 2_000, shows("<state>terminated"));
                        lamps.add(new Lamp(phone, d, watched));
                    }
                }
                caller.command("dial", "sip:1002@127.0.0.1:" + server.port());
                callee.await("CALL_INCOMING", 10);
                for (Lamp lamp : lamps) {
                    lamp.await(lamp.watched.equals("1002") ? "<state>early" : "<state>confirmed");
                }
                SipMessageText rings = lamps.get(1).last();
                assertThat(rings.text()).contains("direction=\"recipient\"", "sip:1001@127.0.0.1");
                assertThat(rings.text())
                        .containsPattern("call-id=\"[^\"]+\" local-tag=\"[^\"]+\" remote-tag=\"[^\"]+\"");
                long answered = System.nanoTime();
                callee.command("accept", "");
                lamps.get(1).await("<state>confirmed");
                lamps.get(3).await("<state>confirmed");
                String took = Report.since(answered);
                caller.command("hangup", "");
                for (Lamp lamp : lamps) {
                    lamp.await("<state>terminated");
                    assertThat(lamp.versions()).isSorted().doesNotHaveDuplicates();
                }
                Report.row(
                        "lamps", "call of two baresips on two watchers", "answered, both show it after " + took, "ok");
            }
        }
    }

    @Test
    void baresipPublishesAndWatches() throws Exception {
        try (Server server = Server.start(List.of());
                Baresip bob = Baresip.watching("1002", server.password("1002"), server.port(), "1001");
                Baresip ann = Baresip.watching("1001", server.password("1001"), server.port(), "1002")) {
            ann.awaitRegistered(10);
            bob.awaitRegistered(10);
            Await.until("1001 publishes and is watched", 30, () -> {
                String shown = why(server);
                return shown.contains("because") && shown.contains("1 subscription");
            });
            String said = why(server);
            assertThat(said).contains("1001: open", "sip ", "1 subscription");
            Report.row(
                    "baresip",
                    "publishes, and watches another",
                    said.lines().findFirst().orElse(""),
                    "ok");
        }
    }

    @Test
    void survivorShowsTheRightLampsWithinFiveSecondsOfAPowerCut() throws Exception {
        String domain = "pbx.test";
        int grid = LoopbackPorts.next();
        try (Server one = Server.start(Map.of("breakwater.yaml", yaml(1, grid)), List.of());
                Server two = Server.start(Map.of("breakwater.yaml", yaml(2, grid)), List.of())) {
            for (String user : List.of("2001", "2002", "2003")) {
                one.addUser(user);
                two.addUser(user);
            }
            awaitTogether(one);
            try (WatchingPhone ann = new WatchingPhone("2001", one.password("2001"), domain, one.port());
                    WatchingPhone bob = new WatchingPhone("2002", two.password("2002"), domain, two.port());
                    WatchingPhone cat = new WatchingPhone("2003", two.password("2003"), domain, two.port())) {
                Dialog here = ann.subscribe("dialog", "2003", 600);
                Dialog there = bob.subscribe("dialog", "2003", 600);
                String etag = cat.ask("PUBLISH", "2003", dialogLines(""), dialogInfo("early"))
                        .header("SIP-ETag");
                ann.await(here, "ringing", 3_000, shows("<state>early"));
                bob.await(there, "ringing", 3_000, shows("<state>early"));
                int before = ann.notified(here).size();

                one.process().kill();
                long killed = System.nanoTime();
                assertThat(cat.ask(
                                        "PUBLISH",
                                        "2003",
                                        dialogLines("SIP-If-Match: " + etag + "\r\n"),
                                        dialogInfo("confirmed"))
                                .status())
                        .isEqualTo(200);
                ann.await(here, "talking", LAMP_MILLIS, shows("<state>confirmed"));
                String took = Report.since(killed);
                bob.await(there, "talking", LAMP_MILLIS, shows("<state>confirmed"));
                assertThat(ann.notified(here).get(before).text()).contains("state=\"full\"");
                assertThat(versions(ann.notified(here))).isSorted().doesNotHaveDuplicates();

                ann.connect(two.port());
                assertThat(ann.again(here, 600)).isEqualTo(200);
                ann.await(
                        here,
                        "active",
                        2_000,
                        m -> m.header("Subscription-State").equals("active;expires=600"));
                assertThat(two.cli("presence").output()).contains("2 subscriptions");
                Report.row("kill -9 of a main", "its watcher is shown the truth by the other", "after " + took, "ok");
            }
        }
    }

    private static String dialogLines(String more) {
        return "Event: dialog\r\nExpires: 600\r\nContent-Type: application/dialog-info+xml\r\n" + more;
    }

    private static String dialogInfo(String state) {
        return "<?xml version=\"1.0\"?><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\""
                + " entity=\"sip:2003@pbx.test\"><dialog id=\"x\" direction=\"recipient\"><state>" + state
                + "</state></dialog></dialog-info>";
    }

    static String yaml(int number, int grid) {
        return """
                workers: 1
                script_defines: {DOMAIN: '"pbx.test"'}
                cluster:
                  name: lamps
                  node: main%1$d
                  bind: "127.0.9.%1$d:%2$d"
                  members: ["127.0.9.1:%2$d", "127.0.9.2:%2$d"]
                  heartbeat_seconds: 1
                  dead_seconds: 5
                  merge_seconds: 2
                  join_seconds: 5
                """.formatted(number, grid);
    }

    private static String why(Server server) throws Exception {
        return server.cli("presence", "1001", "--why").output();
    }

    static void awaitTogether(Server one) throws Exception {
        Await.until("the mains see one another", 60, () -> {
            String said = one.cli("status").output();
            return said.contains("main1/") && said.contains("main2/");
        });
    }

    private static WatchingPhone phone(Server server, String user) throws Exception {
        return new WatchingPhone(user, server.password(user), HERE, server.port());
    }

    private static List<Integer> versions(List<SipMessageText> notified) {
        return notified.stream()
                .map(m -> VERSION.matcher(m.text().substring(m.text().indexOf("<dialog-info"))))
                .filter(Matcher::find)
                .map(m -> Integer.parseInt(m.group(1)))
                .toList();
    }

    /** A lamp key of a phone. */
    private record Lamp(WatchingPhone phone, Dialog dialog, String watched) {
        void await(String state) throws InterruptedException {
            phone.await(dialog, state, LAMP_MILLIS, shows(state));
        }

        SipMessageText last() {
            List<SipMessageText> all = phone.notified(dialog);
            return all.get(all.size() - 1);
        }

        List<Integer> versions() {
            return PresenceTest.versions(phone.notified(dialog));
        }
    }
}
