package org.breakwater.presence.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Timers;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.merge.MergeSettings;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.person.DerivedSources;
import org.breakwater.presence.person.People;
import org.breakwater.presence.publication.Presentity;
import org.breakwater.presence.publication.PublicationExpiry;
import org.breakwater.presence.publication.PublicationPolicy;
import org.breakwater.presence.publication.PublicationStore;
import org.breakwater.presence.subscription.Desk;
import org.breakwater.presence.subscription.Notification;
import org.breakwater.presence.subscription.Pictures;
import org.breakwater.presence.subscription.Subscription;
import org.breakwater.presence.subscription.SubscriptionLimits;
import org.breakwater.presence.subscription.Subscriptions;

/** One run of a main server: the real store, people and subscriptions, on virtual time. After its death nothing of it runs. */
public final class Main implements Timers {

    final Member self;
    final PublicationStore store;
    final Subscriptions subscriptions;
    final Desk desk;
    private final People people;
    private final ManualTime time;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<InFlight> wire = new ArrayList<>();
    private volatile boolean dead;

    /** A NOTIFY on its way, and who waits for the answer. */
    record InFlight(Notification message, IntConsumer answer) {}

    /** The maps as this server sees them. */
    public record Maps(SharedMap<String, Presentity> publications, SharedMap<String, Subscription> subscriptions) {}

    Main(Member self, Maps maps, DerivedSources derived, Set<Member> present, ManualTime time, Random random) {
        this.self = self;
        this.time = time;
        store = new PublicationStore(
                maps.publications(), time, PublicationPolicy.DEFAULT, () -> Long.toHexString(random.nextLong()));
        people = new People(store, derived, time);
        people.use(new MergeSettings(true, true, Source.CALENDAR, true));
        subscriptions = new Subscriptions(
                maps.subscriptions(),
                new Seen(self, present),
                new Subscriptions.Ground(
                        Runnable::run,
                        this,
                        time,
                        SubscriptionLimits.DEFAULT,
                        (notify, answer) -> wire.add(new InFlight(notify, answer))),
                new Pictures(people, QuirkTable.shipped()),
                new Metrics());
        PublicationExpiry.start(maps.publications(), time, this, this::offer);
        maps.publications().listen((key, before, after) -> offer(() -> hears(key.substring(key.indexOf(' ') + 1))));
        desk = new Desk(maps.subscriptions(), subscriptions, this::offer, SubscriptionLimits.DEFAULT, time);
    }

    private boolean offer(Runnable task) {
        return dead || tasks.add(task);
    }

    @Override
    public Timer schedule(long delayMillis, Runnable task) {
        return time.schedule(delayMillis, () -> {
            if (!dead) {
                task.run();
            }
        });
    }

    /** Hears that something about somebody changed. */
    void hears(String entity) {
        people.changed(entity);
        subscriptions.changed(entity);
    }

    /** Runs what listeners of maps left to the loop. */
    void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /** Takes the oldest NOTIFY from the wire; null when there is none. */
    InFlight next() {
        return wire.isEmpty() ? null : wire.remove(0);
    }

    void die() {
        dead = true;
        wire.clear();
        tasks.clear();
    }

    private record Seen(Member self, Set<Member> present) implements ClusterMembers {
        @Override
        public SharedMap.Subscription listen(Listener listener) {
            return () -> {};
        }
    }
}
