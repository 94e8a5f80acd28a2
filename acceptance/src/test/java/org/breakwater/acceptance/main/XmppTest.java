package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.breakwater.acceptance.main.WatchingPhone.Dialog;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.packet.Presence;
import org.jivesoftware.smack.packet.StanzaError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gateway between SIP phones and users of Debian's prosody and ejabberd, who use Smack. */
@Tag("presence")
class XmppTest {

    private static final String HERE = "127.0.0.1";
    private static final String JULIET = "sip:juliet@" + XmppServer.DOMAIN;
    private static final String PLAIN = "Content-Type: text/plain;charset=UTF-8\r\n";

    private interface Start {
        XmppServer now() throws Exception;
    }

    static Stream<Start> servers() {
        return Stream.of(XmppServer::prosody, XmppServer::ejabberd);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void xmppUserSeesSipUser(Start start) throws Exception {
        try (XmppServer xmpp = start.now();
                Server server = connected(xmpp);
                XmppUser juliet = XmppUser.login(xmpp, "juliet");
                WatchingPhone bob = phone(server, "1002")) {
            juliet.add("1002");
            juliet.add("nobody");
            Await.until("juliet may watch 1002", 10, () -> juliet.mayWatch("1002"));
            assertThat(juliet.sees("1002")).isEqualTo("unavailable");

            assertThat(bob.register().status()).isEqualTo(200);
            long registered = shows(juliet, "1002", "available");
            SipMessageText published =
                    bob.ask("PUBLISH", "1002", "Event: presence\r\n" + PIDF, away("Mittag – zurück"));
            assertThat(published.status()).isEqualTo(200);
            long away = shows(juliet, "1002", "away Mittag – zurück");
            String tag = "SIP-If-Match: " + published.header("SIP-ETag") + "\r\n";
            bob.ask("PUBLISH", "1002", "Event: presence\r\nExpires: 0\r\n" + tag, "");
            shows(juliet, "1002", "available");

            assertThat(juliet.mayWatch("nobody")).isFalse();
            juliet.close();
            try (XmppUser again = XmppUser.login(xmpp, "juliet")) {
                shows(again, "1002", "available"); // her server asked for it
                bob.register(0);
                shows(again, "1002", "unavailable");
                again.remove("1002");
                Await.until("nobody watches", 5, () -> status(server).matches("(?s).*xmpp_users_watching\\W+0\\b.*"));
            }
            Report.row(
                    xmpp.toString(),
                    "an XMPP user sees a SIP user: registered, away, gone",
                    "after " + registered + " and " + away + " ms",
                    "ok");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void phoneSeesXmppUser(Start start) throws Exception {
        try (XmppServer xmpp = start.now();
                Server server = connected(xmpp);
                WatchingPhone ann = phone(server, "1001")) {
            try (XmppUser juliet = XmppUser.login(xmpp, "juliet")) {
                Dialog watch = ann.subscribeTo("presence", JULIET, 600);
                long open = ann.await(watch, "open", 10_000, m -> m.text().contains("<basic>open"));
                long told = System.nanoTime();
                juliet.says(Presence.Mode.dnd, "auf dem Balkon", 5);
                ann.await(watch, "busy", 5_000, m -> m.text().contains("<rpid:busy/>"));
                String busy = Report.since(told);
                ann.await(watch, "words", 5_000, m -> m.text().contains("auf dem Balkon"));
                assertThat(server.cli("presence", "juliet@" + XmppServer.DOMAIN, "--why")
                                .output())
                        .contains("open, busy", "xmpp xmpp");
                juliet.close();
                ann.await(watch, "closed", 5_000, m -> m.text().contains("<basic>closed"));
                Report.row(
                        xmpp.toString(),
                        "a phone sees an XMPP user: online, dnd, gone",
                        "after " + open + " ms and " + busy,
                        "ok");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void messagesCrossBothWays(Start start) throws Exception {
        try (XmppServer xmpp = start.now();
                Server server = connected(xmpp);
                XmppUser juliet = XmppUser.login(xmpp, "juliet");
                WatchingPhone ann = phone(server, "1001")) {
            ann.register();
            String callId = UUID.randomUUID().toString();
            String text = "Äpfel & <Birnen>\n  \"zwei\" Zeilen";
            SipMessageText sent = ann.message(JULIET, callId, PLAIN + "Subject: Obst\r\n", utf8(text));
            assertThat(sent.status()).isEqualTo(200);
            Message got = received(juliet, Message.Type.chat);
            assertThat(got.getBody()).isEqualTo(text);
            assertThat(got.getThread()).isEqualTo(callId);
            assertThat(got.getSubject()).isEqualTo("Obst");
            assertThat(got.getFrom().toString()).isEqualTo("1001@" + XmppServer.COMPONENT);

            long told = System.nanoTime();
            juliet.types("1001");
            juliet.send("1001", text, "thread-7");
            Await.until(
                    "1001 has the message", 5, () -> !ann.received("MESSAGE").isEmpty());
            String took = Report.since(told);
            SipMessageText came = ann.received("MESSAGE").get(0);
            assertThat(came.text()).endsWith("\r\n\r\n" + utf8(text));
            assertThat(came.header("From")).startsWith("<" + JULIET + ">");
            assertThat(came.header("Call-ID")).isEqualTo("thread-7");
            assertThat(came.headers("X-Breakwater-Xmpp")).isEmpty();
            assertThat(ann.received("MESSAGE")).hasSize(1);
            Report.row(xmpp.toString(), "messages both ways, with umlauts and two lines", "to the phone " + took, "ok");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whatCannotBeDeliveredComesBack(Start start) throws Exception {
        try (XmppServer xmpp = start.now();
                Server server = connected(xmpp);
                XmppUser juliet = XmppUser.login(xmpp, "juliet");
                WatchingPhone ann = phone(server, "1001")) {
            assertThat(ann.message("sip:nobody@" + XmppServer.DOMAIN, "c1", PLAIN, "x")
                            .status())
                    .isBetween(403, 499);
            assertThat(ann.message(JULIET, "c2", "Content-Type: text/html\r\n", "x"))
                    .satisfies(m -> assertThat(m.status()).isEqualTo(415))
                    .satisfies(m -> assertThat(m.header("Accept")).isEqualTo("text/plain"));
            assertThat(ann.message("sip:1002@" + HERE, "c3", PLAIN + "X-Breakwater-Xmpp: 0123\r\n", "forged")
                            .status())
                    .as("to a user who is not registered, signed after all")
                    .isEqualTo(404);

            String offline = juliet.send("1002", "anybody?", "t");
            String unknown = juliet.send("9999", "anybody?", "t");
            StanzaError gone = error(juliet, offline);
            assertThat(gone.getCondition()).isEqualTo(StanzaError.Condition.item_not_found);
            assertThat(error(juliet, unknown).getCondition()).isEqualTo(StanzaError.Condition.item_not_found);

            xmpp.kill();
            Await.until(
                    "the server knows that the link is down",
                    10,
                    () -> !status(server).contains("connected"));
            assertThat(ann.message(JULIET, "c4", PLAIN, "x").status()).isEqualTo(503);
            Report.row(xmpp.toString(), "what cannot be delivered comes back", "404, 415, 503, item-not-found", "ok");
        }
    }

    @Test
    void bothSidesAreRightAgainAfterTheXmppServerDied() throws Exception {
        try (XmppServer xmpp = XmppServer.prosody();
                Server server = connected(xmpp);
                WatchingPhone ann = phone(server, "1001");
                WatchingPhone bob = phone(server, "1002")) {
            Dialog watch;
            try (XmppUser juliet = XmppUser.login(xmpp, "juliet")) {
                juliet.add("1002");
                watch = ann.subscribeTo("presence", JULIET, 600);
                ann.await(watch, "open", 10_000, m -> m.text().contains("<basic>open"));
                Await.until("juliet may watch 1002", 10, () -> juliet.mayWatch("1002"));
                xmpp.kill();
            }
            bob.register();
            ann.await(watch, "closed", 45_000, m -> m.text().contains("<basic>closed"));
            xmpp.launch();
            long up = System.nanoTime();
            try (XmppUser juliet = XmppUser.login(xmpp, "juliet")) {
                juliet.says(Presence.Mode.away, "again", 1);
                ann.await(watch, "open again", 80_000, m -> m.text().contains("<rpid:away/>"));
                shows(juliet, "1002", "available");
                Report.row(
                        xmpp.toString(),
                        "killed and started again: both sides are right",
                        "after " + Report.since(up),
                        "ok");
            }
        }
    }

    @Test
    void theOtherMainTakesTheConnectionOverAndSendsThroughIt() throws Exception {
        try (MariaDbServer database = MariaDbServer.start(28_700, 28_789);
                XmppServer xmpp = XmppServer.prosody()) {
            String url = database.createDatabase("ours");
            int grid = LoopbackPorts.next();
            try (Server one = Server.start(files(xmpp, main(1, grid, url)), List.of());
                    Server two = Server.start(files(xmpp, main(2, grid, url), one.directoryKey()), List.of())) {
                one.addUser("2001");
                one.addUser("2002");
                Await.until("one of them is connected", 60, () -> isConnected(one) != isConnected(two));
                Server leads = isConnected(one) ? one : two;
                Server follows = leads == one ? two : one;
                takesOver(xmpp, leads, follows);
            }
        }
    }

    private static void takesOver(XmppServer xmpp, Server leads, Server follows) throws Exception {
        try (XmppUser juliet = XmppUser.login(xmpp, "juliet");
                WatchingPhone ann = new WatchingPhone("2001", "password-2001", "pbx.test", follows.port());
                WatchingPhone bob = new WatchingPhone("2002", "password-2002", "pbx.test", follows.port())) {
            for (WatchingPhone phone : List.of(ann, bob)) {
                Await.until(
                        "the other main knows the user",
                        20,
                        () -> phone.register().status() == 200);
            }
            bob.register(0);
            Dialog watch = ann.subscribeTo("presence", JULIET, 600);
            ann.await(watch, "open", 10_000, m -> m.text().contains("<basic>open"));
            juliet.add("2002");
            Await.until("juliet may watch 2002", 10, () -> juliet.mayWatch("2002"));
            bob.register();
            shows(juliet, "2002", "available");
            long asked = System.nanoTime();
            assertThat(ann.message(JULIET, "m1", PLAIN, "through the other main")
                            .status())
                    .isEqualTo(200);
            String answered = Report.since(asked);
            assertThat(received(juliet, Message.Type.chat).getBody()).isEqualTo("through the other main");
            assertThat(ann.message("sip:nobody@" + XmppServer.DOMAIN, "m2", PLAIN, "x")
                            .status())
                    .isBetween(403, 499);
            juliet.send("2001", "to the other main", "t");
            Await.until("2001 has the message", 5, () -> ann.received("MESSAGE").size() == 1);

            leads.process().kill();
            long killed = System.nanoTime();
            Await.until("the other is connected", 40, () -> isConnected(follows));
            String over = Report.since(killed);
            juliet.says(Presence.Mode.away, "after that", 1);
            ann.await(watch, "away", 10_000, m -> m.text().contains("<rpid:away/>"));
            bob.register(0);
            shows(juliet, "2002", "unavailable");
            assertThat(ann.message(JULIET, "m3", PLAIN, "by myself").status()).isEqualTo(200);
            Await.until("juliet has two messages", 5, () -> juliet.messages().size() == 2);
            Report.row(
                    "two mains",
                    "kill -9 of the one connected to prosody; message through the other",
                    "taken over after " + over + "; 200 after " + answered,
                    "ok");
        }
    }

    private static String main(int number, int grid, String url) {
        return """
                workers: 1
                database: {url: "%3$s"}
                script_defines: {DOMAIN: '"pbx.test"'}
                cluster:
                  name: xmpp
                  node: main%1$d
                  bind: "127.0.9.%1$d:%2$d"
                  members: ["127.0.9.1:%2$d", "127.0.9.2:%2$d"]
                  heartbeat_seconds: 1
                  dead_seconds: 5
                  merge_seconds: 2
                  join_seconds: 5
                """.formatted(number, grid, url);
    }

    @SafeVarargs
    private static Map<String, String> files(XmppServer xmpp, String more, Map.Entry<String, String>... others) {
        Map<String, String> files =
                new HashMap<>(Map.of("breakwater.yaml", more + xmpp.yaml(), "xmpp.secret", XmppServer.SECRET + "\n"));
        for (Map.Entry<String, String> other : others) {
            files.put(other.getKey(), other.getValue());
        }
        return files;
    }

    private static Server connected(XmppServer xmpp) throws Exception {
        Server server = Server.start(files(xmpp, ""), List.of());
        try {
            Await.until("the gateway is connected", 20, () -> isConnected(server));
            return server;
        } catch (AssertionError e) {
            String said = status(server) + String.join("\n", server.process().output());
            server.close();
            throw new AssertionError(said + "\n" + String.join("\n", xmpp.output()), e);
        }
    }

    private static boolean isConnected(Server server) throws Exception {
        return status(server).matches("(?s).*\"state\"\\s*:\\s*\"connected\".*");
    }

    private static String status(Server server) throws Exception {
        return server.cli("status", "--json").output();
    }

    private static final String PIDF = "Content-Type: application/pidf+xml\r\n";

    private static String away(String words) {
        return utf8("<?xml version=\"1.0\"?><presence xmlns=\"urn:ietf:params:xml:ns:pidf\""
                + " xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\" xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\""
                + " entity=\"pres:1002@127.0.0.1\"><tuple id=\"desk\"><status><basic>open</basic></status></tuple>"
                + "<dm:person id=\"p\"><rpid:activities><rpid:lunch/></rpid:activities><dm:note>" + words
                + "</dm:note></dm:person></presence>");
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static long shows(XmppUser user, String of, String wanted) throws Exception {
        long start = System.nanoTime();
        Callable<Boolean> question = () -> user.sees(of).equals(wanted);
        try {
            Await.until(of + " is shown " + wanted, 10, question);
        } catch (AssertionError e) {
            throw new AssertionError(user.sees(of) + " after " + user.presences(), e);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static Message received(XmppUser user, Message.Type type) throws Exception {
        Await.until(
                "a message of type " + type, 5, () -> user.messages().stream().anyMatch(m -> m.getType() == type));
        return user.messages().stream()
                .filter(m -> m.getType() == type)
                .findFirst()
                .orElseThrow();
    }

    private static StanzaError error(XmppUser user, String id) throws Exception {
        Await.until(
                "an error comes back",
                40,
                () -> user.messages().stream()
                        .anyMatch(m -> m.getType() == Message.Type.error && id.equals(m.getStanzaId())));
        return user.messages().stream()
                .filter(m -> m.getType() == Message.Type.error && id.equals(m.getStanzaId()))
                .findFirst()
                .orElseThrow()
                .getError();
    }

    private static WatchingPhone phone(Server server, String user) throws Exception {
        return new WatchingPhone(user, server.password(user), HERE, server.port());
    }
}
