package org.breakwater.pbx.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.breakwater.pbx.lists.Documents;
import org.breakwater.pbx.lists.ListBook;
import org.breakwater.pbx.lists.RuleBook;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.InMemorySharedMaps;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.person.DerivedSources;
import org.breakwater.presence.person.People;
import org.breakwater.presence.publication.PublicationMaps;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.subscription.Desk;
import org.breakwater.presence.subscription.Notification;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionLimits;
import org.breakwater.presence.subscription.SubscriptionMaps;
import org.breakwater.presence.subscription.Subscriptions;
import org.breakwater.presence.xcap.MemoryDocuments;
import org.breakwater.script.module.presence.PresenceParameters;
import org.breakwater.script.module.presence.PresenceReply;
import org.breakwater.script.module.presence.PresenceRequest;
import org.breakwater.script.module.xcap.XcapPort;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscribingTest {

    private static final Set<String> EVENTS =
            Set.of("presence", "presence.winfo", "dialog", "dialog;sla", "message-summary", "reg", "conference");
    private static final EventPackages PACKAGES = EventPackages.of(EVENTS, true);
    private static final String CONTACT = "Contact: <sip:1001@192.0.2.9:5061;transport=tcp>\r\n";
    private static final String LISTS = "Supported: 100rel, EventList\r\n";

    private final ManualTime time = new ManualTime();
    private final SharedMap<String, Subscription> map = new InMemorySharedMaps().map(SubscriptionMaps.kind(), "all");
    private final ClusterMembers members = ClusterMembers.alone(new Member("main1", "run"));
    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    private final List<Notification> sent = new ArrayList<>();
    private final UserNames names = names();
    private final ListBook book = new ListBook(names, user -> false);
    private final RuleBook rules = new RuleBook(names, time);
    private final Documents documents = documents();
    private final Pictures pictures = pictures();
    private boolean busy;
    private PresenceParameters parameters = parameters(0);
    private final Subscribing subscribing = subscribing();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private static UserNames names() {
        UserNames names = new UserNames();
        names.use(new PresenceParameters.Names(false, local()));
        return names;
    }

    private static LocalDomains local() {
        LocalDomains local = new LocalDomains();
        local.add((host, port, protocol) -> host.equals("pbx.example") || host.equals("192.0.2.1"));
        return local;
    }

    private static PresenceParameters parameters(int min) {
        return new PresenceParameters(
                "pbx.example",
                new PresenceParameters.Bounds(min, 3600),
                EVENTS,
                false,
                Map.of(),
                new PresenceParameters.Names(false, local()),
                new PresenceParameters.Documents("", "/xcap-root/", false));
    }

    private Documents documents() {
        MemoryDocuments memory = new MemoryDocuments();
        return new Documents(place -> memory, scheduler, book, rules, new Documents.Changed() {
            @Override
            public void lists() {
                // asked for at once here
            }

            @Override
            public void rules(Set<String> entities) {
                // asked for at once here
            }
        });
    }

    private Pictures pictures() {
        PublicationStore store = new PublicationStore(
                new InMemorySharedMaps().map(PublicationMaps.kind(), "all"),
                time,
                PublicationPolicy.DEFAULT,
                () -> "id");
        Pictures all = new Pictures(new People(store, new Nobody(), time), QuirkTable.shipped());
        all.setAuthority(rules);
        all.addLists(book, names::oursOrNull);
        return all;
    }

    private record Nobody() implements DerivedSources {
        @Override
        public List<LampCall> calls(String entity) {
            return List.of();
        }

        @Override
        public List<Registered> registered(String entity) {
            return List.of();
        }
    }

    private Subscribing subscribing() {
        Subscriptions subscriptions = new Subscriptions(
                map,
                members,
                new Subscriptions.Ground(Runnable::run, time, time, SubscriptionLimits.DEFAULT, (n, done) -> {
                    sent.add(n);
                    done.accept(200);
                }),
                pictures,
                new Metrics());
        Desk desk = new Desk(
                map,
                subscriptions,
                task -> {
                    task.run();
                    return true;
                },
                SubscriptionLimits.DEFAULT,
                time);
        Admission admission =
                new Admission(book, pictures, rules, topic -> !topic.event().equals("conference"));
        return new Subscribing(desk, names, members, time, admission, () -> busy);
    }

    private void read() throws Exception {
        documents.use(new Documents.Place("", "/xcap-root"), false);
        scheduler.submit(() -> {}).get();
    }

    private void put(String path, String type, String body) {
        XcapPort.Answer answer = documents.answer(new XcapPort.Call(
                "PUT",
                "sip:1002@pbx.example",
                path,
                new XcapPort.Fields(type, "", ""),
                body.getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    private void putList() {
        put(
                "/rls-services/users/sip:1002@pbx.example/index",
                "application/rls-services+xml",
                "<rls-services xmlns=\"urn:ietf:params:xml:ns:rls-services\"><service uri=\"sip:team@pbx.example\"><list>"
                        + "<entry xmlns=\"urn:ietf:params:xml:ns:resource-lists\" uri=\"sip:1002@pbx.example\"/>"
                        + "</list></service></rls-services>");
    }

    private PresenceReply ask(String about, String tag, String lines) throws Exception {
        PresenceReply reply =
                subscribing.subscribe(Requests.of("SUBSCRIBE", about, tag, CONTACT + lines, ""), PACKAGES, parameters);
        reply.then().run();
        return reply;
    }

    @Test
    void lampIsSubscribedToRefreshedAndEnded() throws Exception {
        read();
        PresenceReply taken = ask("1002", "", "Event: dialog;id=9\r\nExpires: 7200\r\n");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.headers()).isEqualTo("Expires: 3600\r\nContact: <sip:pbx.example;transport=tcp>\r\n");
        Subscription s = map.get("c1 ours theirs");
        assertThat(s.topic())
                .isEqualTo(new Subscription.Topic("dialog", "9", names.entity("1002"), "sip:1002@pbx.example"));
        assertThat(s.phone().flowId()).isEqualTo(7);
        assertThat(s.phone().address()).isEqualTo("tcp:192.0.2.9:40000");
        assertThat(sent).hasSize(1);

        assertThat(ask("1002", "ours", "Event: dialog\r\nExpires: 60\r\n").headers())
                .startsWith("Expires: 60\r\n");
        assertThat(ask("1002", "ours", "Event: presence\r\n").status())
                .as("another event")
                .isEqualTo(481);
        assertThat(ask("1002", "others", "Event: dialog\r\n").status()).isEqualTo(481);
        assertThat(ask("1002", "ours", "Event: dialog\r\nExpires: 0\r\n").status())
                .isEqualTo(200);
        assertThat(sent).hasSize(3);
        assertThat(map.size()).isZero();
    }

    @Test
    void badRequestsGetTheirStatus() throws Exception {
        read();
        assertThat(ask("1002", "", "Event: weather\r\n"))
                .satisfies(r -> assertThat(r.status()).isEqualTo(489))
                .satisfies(r -> assertThat(r.headers()).contains("dialog, dialog;sla", "presence.winfo, reg"));
        assertThat(ask("1002", "", "").status()).as("no Event").isEqualTo(489);
        parameters = parameters(60);
        assertThat(ask("1002", "", "Event: dialog\r\nExpires: 30\r\n").headers())
                .isEqualTo("Min-Expires: 60\r\n");
        assertThat(ask("1002", "", CONTACT + "Event: dialog\r\n").status())
                .as("two Contacts")
                .isEqualTo(400);
        assertThat(ask("room", "", "Event: conference\r\n").status()).isEqualTo(404);
        busy = true;
        assertThat(ask("1002", "", "Event: dialog\r\n").headers()).isEqualTo("Retry-After: 30\r\n");
        assertThat(sent).isEmpty();
    }

    @Test
    void listIsForPhonesThatKnowLists() throws Exception {
        read();
        putList();
        assertThat(ask("team", "", "Event: dialog\r\n"))
                .satisfies(r -> assertThat(r.status()).isEqualTo(421))
                .satisfies(r -> assertThat(r.headers()).isEqualTo("Require: eventlist\r\n"));
        PresenceReply taken = ask("team", "", LISTS + "Event: dialog\r\n");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.headers()).endsWith("Require: eventlist\r\n");
        assertThat(map.get("c1 ours theirs").topic().list()).isTrue();
        assertThat(sent.get(0).contentType()).startsWith("multipart/related");
        assertThat(ask("team", "ours", "Event: dialog\r\n").headers()).endsWith("Require: eventlist\r\n");

        PresenceRequest again = Requests.of("SUBSCRIBE", "team", "ours", CONTACT + "Event: dialog\r\n", "");
        assertThat(subscribing.isList(again, PACKAGES)).isTrue();
        assertThat(subscribing.isList(Requests.of("SUBSCRIBE", "team", "", "Event: dialog\r\n", ""), PACKAGES))
                .as("a phone that does not know lists")
                .isFalse();
        assertThat(subscribing.isList(Requests.of("SUBSCRIBE", "1002", "", LISTS + "Event: dialog\r\n", ""), PACKAGES))
                .isFalse();
        assertThat(subscribing.isList(Requests.of("SUBSCRIBE", "team", "", LISTS + "Event: reg\r\n", ""), PACKAGES))
                .isFalse();
    }

    @Test
    void whoAsksBeforeListsAreReadComesAgainSoon() throws Exception {
        assertThat(ask("1002", "", LISTS + "Event: dialog\r\n").headers()).isEqualTo("Retry-After: 5\r\n");
        assertThat(ask("1002", "", "Event: dialog\r\n").status())
                .as("knows no lists")
                .isEqualTo(200);
        read();
        assertThat(ask("1002", "", LISTS + "Event: dialog\r\n").status()).isEqualTo(200);
    }

    @Test
    void blockedWatcherIsRefusedAndOneWithoutARuleIsPending() throws Exception {
        read();
        put(
                "/pres-rules/users/sip:1002@pbx.example/index",
                "application/auth-policy+xml",
                "<ruleset xmlns=\"urn:ietf:params:xml:ns:common-policy\"><rule id=\"a\"><conditions><identity>"
                        + "<one id=\"sip:1001@pbx.example\"/></identity></conditions><actions><sub-handling"
                        + " xmlns=\"urn:ietf:params:xml:ns:pres-rules\">block</sub-handling></actions></rule></ruleset>");

        assertThat(ask("1002", "", "Event: presence\r\n").status()).isEqualTo(403);
        assertThat(ask("1002", "", "Event: presence.winfo\r\n").status()).isEqualTo(403);
        assertThat(ask("1002", "", "Event: reg\r\n").status()).isEqualTo(403);
        assertThat(sent).isEmpty();
        assertThat(ask("1003", "", "Event: presence\r\n").status()).isEqualTo(200);
        assertThat(sent.get(0).state().toString()).startsWith("pending");
    }

    @Test
    void phoneBehindNatIsReachedWhereItSendsFrom() throws Exception {
        read();
        Requests.Wire udp = new Requests.Wire(TransportProtocol.UDP, new InetSocketAddress("198.51.100.7", 1024));
        subscribing
                .subscribe(
                        Requests.of(udp, "SUBSCRIBE", "1002", "", CONTACT + "Event: dialog\r\n", ""),
                        PACKAGES,
                        parameters)
                .then()
                .run();

        Subscription.Phone phone = map.get("c1 ours theirs").phone();
        assertThat(phone.flowId()).isZero();
        assertThat(phone.nextHop()).isEqualTo("sip:198.51.100.7:1024;transport=udp");
    }
}
