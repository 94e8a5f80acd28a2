package org.breakwater.presence.subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
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
import org.breakwater.presence.rls.ListDefinition;
import org.breakwater.presence.xcap.Handling;

/** Main servers with subscriptions, on virtual time; what is true is set by the test. */
public final class Mains {

    /** The clock of all. */
    public final ManualTime time = new ManualTime();

    /** Calls of 1002. */
    public final List<LampCall> calls = new ArrayList<>();

    /** Lists by URI, which all mains know. */
    public final Map<String, ListDefinition> lists = new HashMap<>();

    /** How who watches somebody's presence is handled, by whom they watch; allowed where nothing is said. */
    public final Map<String, Handling> handlings = new HashMap<>();

    /** Whether {@link #handlings} could be read. */
    public boolean decisionsAreKnown = true;

    private final Set<String> present = new TreeSet<>();

    /** Whoever is present, as a main sees it. */
    private final class Seen implements ClusterMembers {
        private final Member self;

        Seen(Member self) {
            this.self = self;
        }

        @Override
        public Member self() {
            return self;
        }

        @Override
        public Set<Member> present() {
            Set<Member> members = new java.util.HashSet<>();
            present.forEach(n -> members.add(new Member(n, "run")));
            return members;
        }

        @Override
        public SharedMap.Subscription listen(Listener listener) {
            return () -> {};
        }
    }

    /** A main server: its subscriptions, and the NOTIFYs it sent. */
    public final class Main {
        /** What it sent and nobody answered yet. */
        public final List<Notification> sent = new ArrayList<>();

        private final List<IntConsumer> waiting = new ArrayList<>();
        private final List<Runnable> tasks = new ArrayList<>();
        private final String node;
        final Subscriptions subscriptions;
        final WatcherRolls rolls;
        final Desk desk;

        /** Whose watchers changed, as this main heard. */
        final List<String> watched = new ArrayList<>();

        Main(String node, SharedMap<String, Subscription> map, SubscriptionLimits limits) {
            this.node = node;
            present.add(node);
            PublicationStore store = new PublicationStore(
                    new InMemorySharedMaps().map(PublicationMaps.kind(), "all"),
                    time,
                    PublicationPolicy.DEFAULT,
                    () -> "id");
            People people = new People(
                    store,
                    new DerivedSources() {
                        @Override
                        public List<LampCall> calls(String entity) {
                            return entity.equals("sip:1002@ours") ? calls : List.of();
                        }

                        @Override
                        public List<Registered> registered(String entity) {
                            return List.of();
                        }
                    },
                    time);
            Pictures pictures = new Pictures(people, QuirkTable.shipped());
            pictures.addLists(uri -> Optional.ofNullable(lists.get(uri)), Mains::ours);
            pictures.setAuthority(new Authority() {
                @Override
                public Handling handling(String event, String entity, String watcher) {
                    return Mains.this.handling(event, entity);
                }

                @Override
                public boolean isKnown(String event) {
                    return decisionsAreKnown;
                }
            });
            rolls = new WatcherRolls(
                    map, pictures, (entity, like) -> entity.replace("@ours", "@pbx"), watched::add, time);
            pictures.add(WatcherRolls.EVENT, rolls);
            subscriptions = new Subscriptions(
                    map,
                    new Seen(new Member(node, "run")),
                    new Subscriptions.Ground(Runnable::run, time, time, limits, (notification, done) -> {
                        sent.add(notification);
                        waiting.add(done);
                    }),
                    pictures,
                    new Metrics());
            map.listen((key, before, after) -> tasks.add(() -> rolls.noted(key, before, after)));
            desk = new Desk(map, subscriptions, tasks::add, limits, time);
        }

        /** Runs what listeners of the map left to the loop. */
        public void settle() {
            while (!tasks.isEmpty()) {
                tasks.remove(0).run();
            }
        }

        /** Answers the oldest NOTIFY; its text for comparisons. */
        public Notification answer(int status) {
            Notification first = sent.remove(0);
            waiting.remove(0).accept(status);
            settle();
            return first;
        }

        /** A run of a server, as subscriptions name their owner. */
        public String run() {
            return node + "/run";
        }

        /** As a power cut: the others see it go; nothing of it is heard again. */
        public void die() {
            present.remove(node);
        }
    }

    /** One more main server on that map. */
    public Main main(String node, SharedMap<String, Subscription> map) {
        return new Main(node, map, SubscriptionLimits.DEFAULT);
    }

    Main main(String node, SharedMap<String, Subscription> map, SubscriptionLimits limits) {
        return new Main(node, map, limits);
    }

    private static String ours(String uri) {
        return uri.endsWith("@pbx") ? uri.replace("@pbx", "@ours") : null;
    }

    private Handling handling(String event, String entity) {
        return event.equals("presence") ? handlings.getOrDefault(entity, Handling.ALLOW) : Handling.ALLOW;
    }

    /** The list of that URI has these members. */
    void define(String uri, String... members) {
        List<ListDefinition.Entry> entries = Stream.of(members)
                .map(member -> new ListDefinition.Entry(member, ""))
                .toList();
        lists.put(uri, new ListDefinition(uri, "", Set.of(), entries));
    }

    /** A subscription of a phone to something else than the lamp of 1002. */
    Subscription to(String event, String user, boolean list, String callId, Main at) {
        Subscription s = lamp(callId, "192.0.2.1", at, 3600);
        return new Subscription(
                s.dialog(),
                new Subscription.Topic(event, "", "sip:" + user + "@ours", "sip:" + user + "@pbx", list),
                s.phone(),
                s.term());
    }

    /** A subscription of a phone to the lamp of 1002, asked for at a main. */
    public Subscription lamp(String callId, String phone, Main at, int seconds) {
        return new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids(callId, "ours", "theirs", "sip:1002@pbx", "sip:1001@pbx"),
                        "sip:1001@" + phone,
                        List.of("<sip:proxy;lr>"),
                        "<sip:pbx>"),
                new Subscription.Topic("dialog", "", "sip:1002@ours", "sip:1002@pbx"),
                new Subscription.Phone("sip:1001@ours", "snom320", 7, "", "tcp:" + phone),
                new Subscription.Term(at.run(), time.epochMillis() + seconds * 1000L, 0));
    }
}
