package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.breakwater.acceptance.main.WatchingPhone.Dialog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys with a lamp, do-not-disturb and forwarding on running servers, with phones over TCP and real baresip. */
@Tag("presence")
class FeaturesTest {

    private static final String HERE = "127.0.0.1";
    private static final String ON = "<state>confirmed";
    private static final String OFF = "<state>terminated";
    private static final int LAMP_MILLIS = 1_000;
    private static final String CSTA = "http://www.ecma-international.org/standards/ecma-323/csta/ed3";

    private static Predicate<SipMessageText> shows(String word) {
        return m -> m.text().contains(word);
    }

    private static WatchingPhone phone(Server server, String user) throws IOException {
        return new WatchingPhone(user, server.password(user), HERE, server.port());
    }

    private static SipMessageText press(WatchingPhone phone, String key) throws Exception {
        return phone.ask("INVITE", key, "", "");
    }

    private static Dialog lamp(WatchingPhone phone, String key, String state) throws Exception {
        Dialog lamp = phone.subscribe("dialog", key, 600);
        phone.await(lamp, state, 2_000, shows(state));
        return lamp;
    }

    private static void cli(Server server, String... words) throws Exception {
        Cli.Result result = server.cli(words);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    @Test
    void keyPressedAtOnePhoneLightsLampsOfTwoOthersAndSurvivesAPowerCut() throws Exception {
        try (Server server = Server.start(List.of())) {
            server.addUser("2001");
            server.addUser("2002");
            cli(server, "switch", "add", "*21", "--label", "Night");
            long slowest = 0;
            try (WatchingPhone ann = phone(server, "2001");
                    WatchingPhone bob = phone(server, "2002");
                    WatchingPhone cat = phone(server, "1001")) {
                Dialog anns = lamp(ann, "*21", OFF);
                Dialog bobs = lamp(bob, "*21", OFF);
                for (int press = 1; press <= 21; press++) {
                    String wanted = press % 2 == 1 ? ON : OFF;
                    assertThat(press(cat, "*21").status()).isEqualTo(200);
                    slowest = Math.max(slowest, ann.await(anns, wanted, LAMP_MILLIS, shows(wanted)));
                    slowest = Math.max(slowest, bob.await(bobs, wanted, LAMP_MILLIS, shows(wanted)));
                }
                cat.awaitRequests("BYE", 21, 3_000);
                assertThat(server.cli("calls").output()).contains("0 calls");
            }
            assertThat(server.cli("switch", "list", "--json").output()).contains("\"state\" : \"on\"");
            server.process().kill();
            server.launch();
            try (WatchingPhone ann = phone(server, "2001")) {
                lamp(ann, "*21", ON);
            }
            Report.row(
                    "key with a lamp",
                    "21 presses, two watchers; on again after kill -9",
                    "slowest lamp " + slowest + " ms after 200",
                    "ok");
        }
    }

    @Test
    void pressesAtTwoMainsAllCountAndARepeatedOneCountsOnce() throws Exception {
        int grid = LoopbackPorts.next();
        try (Server one = Server.start(Map.of("breakwater.yaml", PresenceTest.yaml(1, grid)), List.of());
                Server two = Server.start(Map.of("breakwater.yaml", PresenceTest.yaml(2, grid)), List.of())) {
            for (String user : List.of("2001", "2002")) {
                one.addUser(user);
                two.addUser(user);
            }
            PresenceTest.awaitTogether(one);
            cli(one, "switch", "add", "day");
            String domain = "pbx.test";
            try (WatchingPhone ann = new WatchingPhone("2001", one.password("2001"), domain, one.port());
                    WatchingPhone bob = new WatchingPhone("2002", two.password("2002"), domain, two.port())) {
                Dialog here = lamp(ann, "day", OFF);
                Dialog there = lamp(bob, "day", OFF);
                int presses = 25;
                List<Thread> threads = new ArrayList<>();
                for (WatchingPhone phone : List.of(ann, bob)) {
                    threads.add(pressing(phone, presses));
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                assertThat(press(ann, "day").status()).isEqualTo(200);
                ann.await(here, "on", LAMP_MILLIS, shows(ON));
                long shown = bob.await(there, "on", LAMP_MILLIS, shows(ON));

                String id = UUID.randomUUID().toString();
                assertThat(ann.ask(id, "INVITE", "day").status()).isEqualTo(200);
                bob.await(there, "off", LAMP_MILLIS, shows(OFF));
                assertThat(bob.ask(id, "INVITE", "day").status()).isEqualTo(200);
                ann.await(here, "off", LAMP_MILLIS, shows(OFF));
                bob.await(there, "off", LAMP_MILLIS, shows(OFF));
                one.process().kill();
                assertThat(press(bob, "day").status()).isEqualTo(200);
                bob.await(there, "on", LAMP_MILLIS, shows(ON));
                Report.row(
                        "key with a lamp, two mains",
                        "2 x 25 presses at once and one more: on; one main killed: the other goes on",
                        "other main's lamp " + shown + " ms after 200",
                        "ok");
            }
        }
    }

    private static Thread pressing(WatchingPhone phone, int presses) {
        Thread thread = new Thread(() -> {
            try {
                for (int i = 0; i < presses; i++) {
                    assertThat(press(phone, "day").status()).isEqualTo(200);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void phoneSetsFeaturesAndIsToldOfWhatOthersSet() throws Exception {
        try (Server server = Server.start(List.of());
                WatchingPhone desk = phone(server, "1001");
                WatchingPhone soft = phone(server, "1001");
                WatchingPhone bob = phone(server, "1002")) {
            Dialog desks = desk.subscribe("as-feature-event", "1001", 600);
            Dialog softs = soft.subscribe("as-feature-event", "1001", 600);
            desk.await(
                    desks,
                    "all four",
                    2_000,
                    m -> m.header("Content-Type").startsWith("multipart/mixed")
                            && m.text().contains("<doNotDisturbOn>false")
                            && m.text().split("<ForwardingEvent", -1).length == 4);
            Dialog lamp = lamp(bob, "1001", OFF);
            cli(server, "switch", "add", "*76", "--dnd-each");

            String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><SetDoNotDisturb xmlns=\"" + CSTA
                    + "\"><device/><doNotDisturbOn>true</doNotDisturbOn></SetDoNotDisturb>";
            assertThat(desk.again(desks, 600, "Content-Type: application/x-as-feature-event+xml\r\n", body))
                    .isEqualTo(200);
            long told = soft.await(softs, "dnd", 2_000, shows("<doNotDisturbOn>true"));
            desk.await(desks, "dnd", 2_000, shows("<doNotDisturbOn>true"));
            bob.await(lamp, "busy", LAMP_MILLIS, shows(ON));
            assertThat(server.cli("presence", "1001", "--why").output()).contains("busy \"Do not disturb\"", "feature");
            assertThat(bob.ask("INVITE", "1001", "", "")).satisfies(m -> {
                assertThat(m.status()).isEqualTo(480);
                assertThat(m.text()).startsWith("SIP/2.0 480 Do Not Disturb");
            });

            assertThat(press(soft, "*76").status()).isEqualTo(200);
            desk.await(desks, "no dnd", 2_000, shows("<doNotDisturbOn>false"));
            bob.await(lamp, "free", LAMP_MILLIS, shows(OFF));
            cli(server, "feature", "set", "1001", "cfa", "1002");
            desk.await(
                    desks,
                    "cfa",
                    2_000,
                    m -> m.text().contains("<forwardStatus>true") && m.text().contains("<forwardTo>1002"));
            soft.await(softs, "cfa", 2_000, shows("<forwardTo>1002"));

            assertThat(bob.ask("SUBSCRIBE", "1001", "Event: as-feature-event\r\n", "")
                            .status())
                    .isEqualTo(403);
            assertThat(desk.again(desks, 600, "Content-Type: text/plain\r\n", "x"))
                    .isEqualTo(415);
            assertThat(desk.again(desks, 600, "Content-Type: application/x-as-feature-event+xml\r\n", "<x/>"))
                    .isEqualTo(400);
            Report.row(
                    "as-feature-event",
                    "both ways, two phones of a user, 403, 415, 400",
                    "told after " + told + " ms",
                    "ok");
        }
    }

    @Test
    void whatACommandPublishesIsShownToWatchers(@TempDir Path folder) throws Exception {
        String shipped = Files.readString(Cli.root().resolve("pbx-core/src/main/share/main.cfg"));
        String modules = "loadmodule \"features.so\"\n";
        Path script = Files.writeString(
                folder.resolve("pua.cfg"),
                shipped.replace(modules, modules + "loadmodule \"pua.so\"\nloadmodule \"pua_rpc.so\"\n"));
        try (Server server = Server.start(List.of("--config", script.toString()));
                WatchingPhone ann = phone(server, "1001")) {
            Dialog watch = ann.subscribe("presence", "1002", 600);
            ann.await(watch, "closed", 2_000, shows("<basic>closed"));
            cli(server, "presence", "publish", "1002", "meeting", "--note", "Jour fixe", "--seconds", "600");
            ann.await(
                    watch,
                    "meeting",
                    2_000,
                    m -> m.text().contains("meeting") && m.text().contains("Jour fixe"));
            assertThat(server.cli("presence", "1002", "--why").output()).contains("rpc command", "open, meeting");
            cli(server, "presence", "publish", "1002", "clear");
            ann.await(watch, "closed", 2_000, shows("<basic>closed"));
            assertThat(server.cli("presence", "publish", "1002", "asleep").exitCode())
                    .isEqualTo(1);

            String about = "sip:1002@" + HERE;
            String body = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"" + about
                    + "\"><tuple id=\"a\"><status><basic>open</basic></status></tuple></presence>";
            String type = "application/pidf+xml";
            cli(server, "rpc", "pua.publish", about, "600", "presence", type, "door", ".", ".", ".", body);
            ann.await(watch, "open", 2_000, shows("<basic>open"));
            cli(server, "rpc", "pua.publish", about, "0", "presence", ".", "door", ".", ".", ".");
            ann.await(watch, "closed", 2_000, shows("<basic>closed"));
            assertThat(server.cli("rpc", "pua.publish", about, "600", "presence", type, "x", ".", ".", ".", "<x")
                            .output())
                    .contains("well-formed");
            Report.row("publishing by command", "presence publish, pua.publish", "shown, taken back, refused", "ok");
        }
    }

    @Test
    void baresipSeesACallThatWentWellAndEnded() throws Exception {
        try (Server server = Server.start(List.of());
                WatchingPhone ann = phone(server, "1001");
                Baresip bob = Baresip.start("1002", server.password("1002"), server.port(), "manual")) {
            bob.awaitRegistered(10);
            cli(server, "switch", "add", "*21");
            Dialog lamp = lamp(ann, "*21", OFF);
            Dialog bobs = lamp(ann, "1002", OFF);
            bob.command("dial", "sip:*21@127.0.0.1:" + server.port());
            bob.await("CALL_ESTABLISHED", 5);
            ann.await(lamp, "on", LAMP_MILLIS, shows(ON));
            bob.await("CALL_CLOSED", 5);
            ann.await(bobs, "free", LAMP_MILLIS, shows(OFF));
            assertThat(server.cli("calls").output()).contains("0 calls");
            Report.row("key with a lamp", "pressed by baresip", "answered and hung up", "ok");
        }
    }

    @Test
    void callGoesWhereTheCalleeForwardedIt() throws Exception {
        try (Server server = Server.start(List.of())) {
            server.addUser("2001");
            server.addUser("2002");
            try (Baresip caller = Baresip.start("1001", server.password("1001"), server.port(), "manual");
                    Baresip target = Baresip.start("1002", server.password("1002"), server.port(), "manual");
                    Baresip rings = Baresip.start("2002", server.password("2002"), server.port(), "manual")) {
                for (Baresip phone : List.of(caller, target, rings)) {
                    phone.awaitRegistered(10);
                }
                forwarded(server, caller, target, "2001", "cfa", "1002"); // at once
                forwarded(server, caller, target, "2001", "cfna", "1002"); // it has no phone
                cli(server, "feature", "set", "2001", "dnd", "on");
                forwarded(server, caller, target, "2001", "cfb", "sip:1002@127.0.0.1"); // nor wants to be disturbed
                cli(server, "feature", "set", "2002", "rings", "1");
                long start = System.nanoTime();
                forwarded(server, caller, target, "2002", "cfna", "1002"); // nobody answers
                String took = Report.since(start);
                cli(server, "feature", "set", "2001", "cfa", "2002");
                cli(server, "feature", "set", "2002", "cfa", "2001");
                caller.command("dial", "sip:2001@127.0.0.1:" + server.port());
                Await.until(
                        "circle ends", 10, () -> server.cli("calls").output().contains("0 calls"));
                Report.row(
                        "forwarding",
                        "cfa, cfna without a phone, cfb with do-not-disturb, cfna after a ring, circle",
                        "after a ring of 5 s: " + took,
                        "ok");
            }
        }
    }

    private static void forwarded(Server server, Baresip caller, Baresip target, String callee, String kind, String to)
            throws Exception {
        cli(server, "feature", "set", callee, kind, to);
        long before = target.count("CALL_INCOMING");
        caller.command("dial", "sip:" + callee + "@127.0.0.1:" + server.port());
        Await.until("forwarded by " + kind, 15, () -> target.count("CALL_INCOMING") > before);
        caller.command("hangup", "");
        Await.until("over", 10, () -> server.cli("calls").output().contains("0 calls"));
        cli(server, "feature", "set", callee, kind, "off");
    }
}
