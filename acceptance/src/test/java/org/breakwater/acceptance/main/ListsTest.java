package org.breakwater.acceptance.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.breakwater.acceptance.main.WatchingPhone.Dialog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lists of lamps, XCAP, who may watch whom and who does, registrations and shared lines, on running servers. */
@Tag("presence")
class ListsTest {

    private static final String HERE = "127.0.0.1";
    private static final String KNOWS_LISTS =
            "Supported: eventlist\r\nAccept: multipart/related, application/rlmi+xml\r\n";
    private static final Pattern LIST_VERSION = Pattern.compile("<list [^>]*version=\"(\\d+)\"");
    private static final Pattern RESOURCE = Pattern.compile("<resource uri=\"([^\"]+)\"");
    private static final int LAMP_MILLIS = 5_000;

    private static List<String> resources(SipMessageText notify) {
        Matcher m = RESOURCE.matcher(notify.text());
        return m.results().map(r -> r.group(1)).toList();
    }

    private static List<Integer> versions(List<SipMessageText> notified) {
        return notified.stream()
                .map(m -> LIST_VERSION.matcher(m.text()))
                .filter(Matcher::find)
                .map(m -> Integer.parseInt(m.group(1)))
                .toList();
    }

    private static SipMessageText last(WatchingPhone phone, Dialog dialog) {
        List<SipMessageText> all = phone.notified(dialog);
        return all.get(all.size() - 1);
    }

    private static WatchingPhone phone(Server server, String user) throws Exception {
        return new WatchingPhone(user, server.password(user), HERE, server.port());
    }

    private static void users(Server server, String... users) throws Exception {
        for (String user : users) {
            server.addUser(user);
        }
    }

    @Test
    void listOfFiveLampsIsWatchedInOneSubscription() throws Exception {
        try (Server server = Server.start(List.of())) {
            users(server, "2001", "2002", "2003", "2004");
            Cli.Result added = server.cli("list", "add", "team", "1001", "1002", "2002", "2003", "2004");
            assertThat(added.output()).contains("5 members in the new list sip:team@127.0.0.1");
            assertThat(server.cli("list", "show").output()).contains("sip:team@127.0.0.1", "1 list");
            try (WatchingPhone ann = phone(server, "2001");
                    Baresip callee = Baresip.start("1002", server.password("1002"), server.port(), "manual");
                    Baresip caller = Baresip.start("1001", server.password("1001"), server.port(), "manual")) {
                caller.awaitRegistered(10);
                callee.awaitRegistered(10);
                assertThat(ann.ask("SUBSCRIBE", "team", "Event: dialog\r\n", ""))
                        .satisfies(m -> assertThat(m.status()).isEqualTo(421))
                        .satisfies(m -> assertThat(m.header("Require")).isEqualTo("eventlist"));
                Dialog list = ann.subscribe("dialog", "team", 600, KNOWS_LISTS);
                ann.await(list, "everybody", 2_000, m -> m.text().contains("fullState=\"true\""));
                namesEverybody(last(ann, list));

                caller.command("dial", "sip:1002@127.0.0.1:" + server.port());
                callee.await("CALL_INCOMING", 10);
                ann.await(list, "ringing", LAMP_MILLIS, m -> m.text().contains("<state>early"));
                SipMessageText ringing = last(ann, list);
                assertThat(ringing.text()).contains("fullState=\"false\"", "direction=\"recipient\"");
                assertThat(resources(ringing)).contains("sip:1002@127.0.0.1").doesNotContain("sip:2002@127.0.0.1");
                long answered = System.nanoTime();
                callee.command("accept", "");
                ann.await(
                        list,
                        "talking",
                        LAMP_MILLIS,
                        m -> m.text().contains("<state>confirmed")
                                && resources(m).contains("sip:1002@127.0.0.1"));
                String took = Report.since(answered);
                caller.command("hangup", "");
                ann.await(list, "free", LAMP_MILLIS, m -> m.text().contains("<state>terminated"));
                assertThat(versions(ann.notified(list))).isSorted().doesNotHaveDuplicates();
                becomesShorterAndEnds(server, ann, list);
                Report.row(
                        "list of five lamps",
                        "one subscription, a member calls",
                        "seen " + took + " after the answer",
                        "ok");
            }
        }
    }

    private static void namesEverybody(SipMessageText full) {
        assertThat(full.header("Require")).isEqualTo("eventlist");
        assertThat(full.header("Content-Type")).startsWith("multipart/related").contains("application/rlmi+xml");
        assertThat(resources(full))
                .containsExactly(
                        "sip:1001@127.0.0.1",
                        "sip:1002@127.0.0.1",
                        "sip:2002@127.0.0.1",
                        "sip:2003@127.0.0.1",
                        "sip:2004@127.0.0.1");
    }

    private static void becomesShorterAndEnds(Server server, WatchingPhone ann, Dialog list) throws Exception {
        assertThat(server.cli("list", "remove", "team", "2004").exitCode()).isZero();
        ann.await(
                list,
                "four",
                LAMP_MILLIS,
                m -> m.text().contains("fullState=\"true\"") && resources(m).size() == 4);
        assertThat(server.cli("list", "remove", "team").exitCode()).isZero();
        ann.await(
                list,
                "the end",
                LAMP_MILLIS,
                m -> m.header("Subscription-State").equals("terminated;reason=noresource"));
    }

    @Test
    void survivorGoesOnWithAList() throws Exception {
        int grid = LoopbackPorts.next();
        try (Server one = Server.start(Map.of("breakwater.yaml", PresenceTest.yaml(1, grid)), List.of());
                Server two = Server.start(Map.of("breakwater.yaml", PresenceTest.yaml(2, grid)), List.of())) {
            for (Server server : List.of(one, two)) {
                users(server, "2001", "2003", "2004");
                assertThat(server.cli("list", "add", "team@pbx.test", "2003@pbx.test", "2004@pbx.test")
                                .exitCode())
                        .isZero();
            }
            Await.until("the mains see one another", 60, () -> {
                String said = one.cli("status").output();
                return said.contains("main1/") && said.contains("main2/");
            });
            try (WatchingPhone ann = new WatchingPhone("2001", one.password("2001"), "pbx.test", one.port());
                    WatchingPhone cat = new WatchingPhone("2003", two.password("2003"), "pbx.test", two.port())) {
                Dialog list = ann.subscribe("dialog", "team", 600, KNOWS_LISTS);
                ann.await(list, "both", 3_000, m -> resources(m).size() == 2);
                String etag = cat.ask("PUBLISH", "2003", dialogLines(""), dialogInfo("early"))
                        .header("SIP-ETag");
                ann.await(list, "ringing", 3_000, m -> m.text().contains("<state>early"));
                int before = ann.notified(list).size();

                one.process().kill();
                long killed = System.nanoTime();
                String ifMatch = "SIP-If-Match: " + etag + "\r\n";
                assertThat(cat.ask("PUBLISH", "2003", dialogLines(ifMatch), dialogInfo("confirmed"))
                                .status())
                        .isEqualTo(200);
                ann.await(list, "talking", LAMP_MILLIS, m -> m.text().contains("<state>confirmed"));
                String took = Report.since(killed);
                SipMessageText first = ann.notified(list).get(before);
                assertThat(first.text()).contains("fullState=\"true\"");
                assertThat(first.header("Require")).isEqualTo("eventlist");
                assertThat(resources(first)).hasSize(2);
                assertThat(versions(ann.notified(list))).isSorted().doesNotHaveDuplicates();
                ann.connect(two.port());
                assertThat(ann.again(list, 600)).isEqualTo(200);
                Report.row("kill -9 of a main", "a list is shown in full by the other", "after " + took, "ok");
            }
        }
    }

    @Test
    void putOfADocumentChangesAListAndThePhoneIsTold() throws Exception {
        try (Server server = Server.start(List.of("-A", "WITH_XCAP"));
                WatchingPhone ann = phone(server, "1001")) {
            XcapClient xcap = new XcapClient(server.port(), "1001", server.password("1001"));
            String document = "/rls-services/users/sip:1001@127.0.0.1/index";
            HttpResponse<String> put =
                    xcap.ask("PUT", document, "application/rls-services+xml", services("1002", "1003"));
            assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
            assertThat(put.headers().firstValue("ETag")).isPresent();

            Await.until(
                    "the list is read",
                    10,
                    () -> server.cli("list", "show").output().contains("sip:friends@"));
            Dialog list = ann.subscribe("presence", "friends", 600, KNOWS_LISTS);
            ann.await(list, "two", 2_000, m -> resources(m).size() == 2);
            assertThat(last(ann, list).text()).contains("application/pidf+xml");

            String entry = document + "/~~/rls-services/service%5b1%5d/list/m:entry%5b@uri=%22sip:1004@127.0.0.1%22%5d"
                    + "?xmlns(m=urn:ietf:params:xml:ns:resource-lists)";
            long asked = System.nanoTime();
            HttpResponse<String> added = xcap.ask("PUT", entry, "application/xcap-el+xml", entry("1004"));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            ann.await(list, "three", 2_000, m -> resources(m).contains("sip:1004@127.0.0.1"));
            String took = Report.since(asked);
            assertThat(xcap.ask("GET", document, "", "").body()).contains("sip:1004@127.0.0.1");
            assertThat(xcap.ask("GET", "/rls-services/users/sip:1002@127.0.0.1/index", "", "")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(new XcapClient(server.port(), "1001", "wrong")
                            .ask("GET", document, "", "")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(xcap.ask("DELETE", document, "", "").statusCode()).isEqualTo(200);
            ann.await(
                    list, "the end", 2_000, m -> m.header("Subscription-State").startsWith("terminated"));
            Report.row("XCAP", "PUT over HTTP changes a list, the phone is told", "after " + took, "ok");
        }
    }

    @Test
    void rulesSayWhoSeesPresenceAndTheOwnerSeesWhoWatches() throws Exception {
        try (Server server = Server.start(List.of("-A", "WITH_XCAP", "-A", "WITH_RULES"))) {
            users(server, "2001", "2002", "2003");
            try (WatchingPhone owner = phone(server, "1001");
                    WatchingPhone ann = phone(server, "2001");
                    WatchingPhone bob = phone(server, "2002");
                    WatchingPhone eve = phone(server, "2003")) {
                Dialog winfo = owner.subscribe("presence.winfo", "1001", 600);
                owner.await(winfo, "nobody", 2_000, m -> m.text().contains("state=\"full\""));
                assertThat(ann.ask("SUBSCRIBE", "1001", "Event: presence.winfo\r\n", "")
                                .status())
                        .as("who watches me is my business")
                        .isEqualTo(403);
                Dialog waiting = ann.subscribe("presence", "1001", 600);
                ann.await(
                        waiting,
                        "pending",
                        2_000,
                        m -> m.header("Subscription-State").startsWith("pending"));
                assertThat(last(ann, waiting).text()).doesNotContain("<presence");
                owner.await(
                        winfo,
                        "somebody pending",
                        2_000,
                        m -> m.text().contains("status=\"pending\"") && m.text().contains("sip:2001@127.0.0.1"));
                assertThat(last(owner, winfo).text()).contains("state=\"partial\"");

                putRules(server);
                ann.await(
                        waiting,
                        "presence",
                        2_000,
                        m -> m.text().contains("<basic>closed")
                                && m.header("Subscription-State").startsWith("active"));
                owner.await(
                        winfo,
                        "somebody active",
                        2_000,
                        m -> m.text().contains("event=\"approved\" ")
                                || m.text().contains("status=\"active\""));
                assertThat(eve.ask("SUBSCRIBE", "1001", "Event: presence\r\n", "")
                                .status())
                        .isEqualTo(403);
                assertThat(eve.subscribe("dialog", "1001", 600))
                        .as("lamps are open")
                        .isNotNull();
                Dialog polite = bob.subscribe("presence", "1001", 600);
                bob.await(polite, "closed", 2_000, m -> m.text().contains("<basic>closed"));
                String header = "Event: presence\r\nContent-Type: application/pidf+xml\r\n";
                assertThat(owner.ask("PUBLISH", "1001", header, pidf()).status())
                        .isEqualTo(200);
                ann.await(waiting, "open", 2_000, m -> m.text().contains("<basic>open"));
                assertThat(bob.notified(polite)).hasSize(1);
                assertThat(last(bob, polite).text()).contains("<basic>closed");
                Report.row("rules", "pending, allowed, blocked, blocked politely; told to presence.winfo", "", "ok");
            }
        }
    }

    private static void putRules(Server server) throws Exception {
        XcapClient xcap = new XcapClient(server.port(), "1001", server.password("1001"));
        String rules = "/pres-rules/users/sip:1001@127.0.0.1/index";
        HttpResponse<String> put = xcap.ask("PUT", rules, "application/auth-policy+xml", rules());
        assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    }

    @Test
    void registrationsAndSharedLinesAreWatched() throws Exception {
        try (Server server = Server.start(List.of());
                WatchingPhone ann = phone(server, "1001");
                WatchingPhone other = phone(server, "1001")) {
            Dialog registrations = ann.subscribe("reg", "1001", 600);
            ann.await(registrations, "none", 2_000, m -> m.text().contains("state=\"init\""));
            assertThat(other.register().status()).isEqualTo(200);
            ann.await(registrations, "one", 2_000, m -> m.text().contains("state=\"active\""));
            assertThat(ann.ask("SUBSCRIBE", "1002", "Event: reg\r\n", "").status())
                    .isEqualTo(403);
            assertThat(ann.ask("SUBSCRIBE", "1002", "Event: conference\r\n", "").status())
                    .isEqualTo(404);

            Dialog line = ann.subscribe("dialog;sla", "1001", 600);
            ann.await(line, "free", 2_000, m -> m.text().contains("<state>terminated"));
            assertThat(last(ann, line).header("Event")).isEqualTo("dialog;sla");
            String seized = dialogInfo("trying").replace("id=\"x\"", "id=\"seized\"");
            assertThat(other.ask(
                                    "PUBLISH",
                                    "1001",
                                    "Event: dialog;sla\r\nContent-Type: application/dialog-info+xml\r\n",
                                    seized)
                            .status())
                    .isEqualTo(200);
            ann.await(line, "taken", 2_000, m -> m.text().contains("<state>trying"));
            Report.row("reg, dialog;sla", "subscribed to and told", "", "ok");
        }
    }

    private static String rules() {
        StringBuilder text = new StringBuilder(
                "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\" xmlns:p=\"urn:ietf:params:xml:ns:pres-rules\">");
        Map.of("2001", "allow", "2002", "polite-block", "2003", "block")
                .forEach((user, handling) -> text.append("<rule id=\"r")
                        .append(user)
                        .append("\"><conditions><identity><one id=\"sip:")
                        .append(user)
                        .append("@127.0.0.1\"/></identity></conditions><actions><p:sub-handling>")
                        .append(handling)
                        .append("</p:sub-handling></actions></rule>"));
        return text + "</ruleset>";
    }

    private static String services(String... members) {
        StringBuilder text = new StringBuilder("<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\">"
                + "<service uri=\"sip:friends@127.0.0.1\"><list name=\"Friends\">");
        for (String member : members) {
            text.append(entry(member));
        }
        return text + "</list></service></rls-services>";
    }

    private static String entry(String member) {
        return "<entry xmlns=\"urn:ietf:params:xml:ns:resource-lists\" uri=\"sip:" + member + "@127.0.0.1\"/>";
    }

    private static String pidf() {
        return "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\" entity=\"sip:1001@127.0.0.1\"><tuple id=\"desk\"><status>"
                + "<basic>open</basic></status></tuple></presence>";
    }

    private static String dialogLines(String more) {
        return "Event: dialog\r\nExpires: 600\r\nContent-Type: application/dialog-info+xml\r\n" + more;
    }

    private static String dialogInfo(String state) {
        return "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"0\" state=\"full\""
                + " entity=\"sip:2003@pbx.test\"><dialog id=\"x\" direction=\"recipient\"><state>" + state
                + "</state></dialog></dialog-info>";
    }
}
