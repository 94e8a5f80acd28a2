package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.breakwater.platform.directory.sql.MariaDbServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Messages for users who are not there, on two mains with one MariaDB. */
@Tag("presence")
class MsiloTest {

    private static final String DOMAIN = "pbx.test";
    private static final int MESSAGES = 20;
    private static final String PLAIN = "Content-Type: text/plain\r\n";

    @Test
    void everyMessageComesOnceAlthoughThePhoneRegistersAtBothMains() throws Exception {
        try (MariaDbServer database = MariaDbServer.start(28_600, 28_689)) {
            String url = database.createDatabase("ours");
            List<String> options = List.of("-A", "WITH_MSILO");
            Map<String, String> yaml = Map.of(
                    "breakwater.yaml",
                    "database: {url: \"" + url + "\"}\nscript_defines: {DOMAIN: '\"" + DOMAIN + "\"'}\n");
            try (Server one = Server.start(yaml, options);
                    Server two = Server.start(with(yaml, one.directoryKey()), options)) {
                one.addUser("2001");
                one.addUser("2002");
                try (WatchingPhone ann = phone("2001", one);
                        WatchingPhone here = phone("2002", one);
                        WatchingPhone there = phone("2002", two)) {
                    for (WatchingPhone phone : List.of(ann, there)) {
                        Await.until(
                                "both mains know the users",
                                20,
                                () -> phone.register(0).status() == 200);
                    }
                    leave(ann);
                    here.register(0);
                    assertThat(here.received("MESSAGE")).as("it only left").isEmpty();
                    comeOnceEach(here, there);
                }
            }
        }
    }

    private static void leave(WatchingPhone sender) throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(sender.message("sip:2002@" + DOMAIN, "c" + i, PLAIN, "number " + i + ".")
                            .status())
                    .isEqualTo(202);
        }
    }

    private static void comeOnceEach(WatchingPhone here, WatchingPhone there) throws Exception {
        long start = System.nanoTime();
        Thread other = new Thread(() -> register(there));
        other.start();
        register(here);
        other.join();
        Await.until("all messages are there", 20, () -> bodies(here, there).size() >= MESSAGES);
        String took = Report.since(start);
        register(here);
        register(there);
        assertThat(bodies(here, there))
                .hasSize(MESSAGES)
                .doesNotHaveDuplicates()
                .allMatch(b -> b.matches("\\[Offline message - .*] number \\d+\\."));
        assertThat(here.received("MESSAGE")).allMatch(m -> m.header("From").startsWith("<sip:2001@" + DOMAIN));
        Report.row(
                "msilo",
                MESSAGES + " kept messages, registered at two mains at once",
                "each once, " + here.received("MESSAGE").size() + " + "
                        + there.received("MESSAGE").size() + ", after " + took,
                "ok");
    }

    private static List<String> bodies(WatchingPhone... phones) {
        return Stream.of(phones)
                .flatMap(phone -> phone.received("MESSAGE").stream())
                .map(MsiloTest::body)
                .toList();
    }

    private static void register(WatchingPhone phone) {
        try {
            assertThat(phone.register().status()).isEqualTo(200);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String body(SipMessageText m) {
        return m.text().substring(m.text().indexOf("\r\n\r\n") + 4);
    }

    private static Map<String, String> with(Map<String, String> files, Map.Entry<String, String> more) {
        Map<String, String> all = new HashMap<>(files);
        all.put(more.getKey(), more.getValue());
        return all;
    }

    private static WatchingPhone phone(String user, Server server) throws Exception {
        return new WatchingPhone(user, "password-" + user, DOMAIN, server.port());
    }
}
