package org.breakwater.presence.subscription;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.ClusterMembers;
import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.platform.time.Timers;
import org.breakwater.presence.watcher.Pace;
import org.breakwater.presence.watcher.SilentPhones;
import org.breakwater.presence.watcher.Watch;
import org.breakwater.presence.xcap.Handling;
import org.breakwater.sip.subscription.Notifier;

/**
 * The subscriptions this server serves. All methods belong to one loop.
 *
 * <pre>
 *   SUBSCRIBE ──▶ begin, refresh ──▶ served here ──▶ over: taken out of the map
 *                      ▲                  │
 *   a main died ──▶ adopt                 └──▶ the map names another owner, or a newer one of the phone: dropped
 * </pre>
 */
public final class Subscriptions {

    private static final int ADOPTED_AT_ONCE = 100;
    private static final long ADOPT_MILLIS = 10;
    /** Every subscription is looked at once in so many calls of {@link #repair}. */
    private static final int REPAIR_TURNS = 10;

    private final SharedMap<String, Subscription> map;
    private final ClusterMembers members;
    private final Ground ground;
    private final Pictures pictures;
    private final SubscriptionCounts counts;
    private final SilentPhones silent = new SilentPhones();
    private final Map<String, Served> served = new LinkedHashMap<>();
    private final Map<String, Map<String, Served>> byEntity = new HashMap<>();
    private final Set<Served> ofLists = new LinkedHashSet<>();
    private final Map<String, PhonePace> paces = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Deque<String> orphans = new ArrayDeque<>();
    private Iterator<Served> round = List.<Served>of().iterator();

    /**
     * What they stand on.
     *
     * @param loop runs tasks on the loop, in any case
     */
    public record Ground(
            Executor loop, Timers timers, TimeSource time, SubscriptionLimits limits, NotifySender sender) {}

    /** A phone's pace and how many subscriptions it has. */
    private static final class PhonePace {
        private final Pace pace;
        private int uses;

        PhonePace(Pace pace) {
            this.pace = pace;
        }
    }

    /**
     * None yet; {@link #adoptOrphans} looks what there is in the map.
     *
     * @param map of {@link SubscriptionMaps#kind()}
     * @param pictures makes what phones are shown
     */
    public Subscriptions(
            SharedMap<String, Subscription> map,
            ClusterMembers members,
            Ground ground,
            Pictures pictures,
            Metrics metrics) {
        this.map = map;
        this.members = members;
        this.ground = ground;
        this.pictures = pictures;
        this.counts = new SubscriptionCounts(metrics);
    }

    /** A phone subscribed in a new dialog; 0 seconds to be told once. */
    public void begin(Subscription subscription, int seconds) {
        String earlier = keys.get(subscription.sameness());
        if (earlier != null && !earlier.equals(subscription.key())) {
            Served old = served.get(earlier);
            if (old != null) {
                forget(old);
            }
            map.remove(earlier);
        }
        Served s = serve(Served.reserve(subscription.with(term(subscription, seconds)), members.self()));
        if (seconds > 0) {
            map.put(s.subscription().key(), s.subscription());
        }
        s.subscribe(seconds);
    }

    /** A phone subscribed again in its dialog. */
    public void refresh(String key, String remoteTarget, Subscription.Phone phone, int seconds) {
        Served s = served.get(key);
        if (s == null || s.isOver() || s.state() == Notifier.State.TERMINATED) {
            if (s != null) {
                forget(s);
            }
            s = take(key, x -> x.reached(remoteTarget, phone).with(term(x, seconds)));
            if (s == null) {
                return; // it ended meanwhile
            }
        } else {
            s.change(x -> x.reached(remoteTarget, phone).with(term(x, seconds)));
            map.put(key, s.subscription());
        }
        s.subscribe(seconds);
    }

    /**
     * Serves a subscription from now on, with numbers nobody used. Everything is read and written in one step, since another
     * main may want it at the same moment.
     *
     * @param mine what it is like here, or null to leave it to the others
     */
    private Served take(String key, UnaryOperator<Subscription> mine) {
        Subscription[] taken = new Subscription[1];
        map.compute(key, (k, now) -> {
            Subscription own = now == null ? null : mine.apply(now);
            taken[0] = own == null ? null : Served.reserve(own, members.self());
            return own == null ? now : taken[0];
        });
        return taken[0] == null ? null : serve(taken[0]);
    }

    private Subscription.Term term(Subscription s, int seconds) {
        long until = ground.time().epochMillis() + seconds * 1000L;
        return new Subscription.Term(members.self().text(), until, s.term().reserved());
    }

    private Served serve(Subscription subscription) {
        Served s = new Served(subscription, members.self(), new Table());
        PhonePace phone = paces.computeIfAbsent(
                subscription.phoneKey(),
                k -> new PhonePace(new Pace(
                        ground.time(), ground.limits().burst(), ground.limits().gapMillis(), silent)));
        phone.uses++;
        s.watch(pictures.watch(
                subscription, s.firstVersion(), new Watch.Ground(s, phone.pace, ground.time(), ground.timers())));
        served.put(subscription.key(), s);
        byEntity.computeIfAbsent(subscription.topic().entity(), e -> new LinkedHashMap<>())
                .put(subscription.key(), s);
        if (subscription.topic().list()) {
            ofLists.add(s);
        }
        return s;
    }

    private void forget(Served s) {
        if (!served.remove(s.subscription().key(), s)) {
            return;
        }
        s.drop();
        ofLists.remove(s);
        String entity = s.subscription().topic().entity();
        Map<String, Served> watchers = byEntity.get(entity);
        watchers.remove(s.subscription().key(), s);
        if (watchers.isEmpty()) {
            byEntity.remove(entity);
        }
        PhonePace phone = paces.get(s.phoneKey());
        if (phone != null && --phone.uses <= 0) {
            paces.remove(s.phoneKey());
        }
    }

    /** Something about a person may have changed. */
    public void changed(String entity) {
        Map<String, Served> watchers = byEntity.get(entity);
        if (watchers != null) {
            new ArrayList<>(watchers.values()).forEach(Served::changed);
        }
        new ArrayList<>(ofLists).forEach(s -> s.memberChanged(entity));
    }

    /** There are other lists, or others in them. */
    public void listsChanged() {
        new ArrayList<>(ofLists).forEach(Served::changed);
    }

    /** The map says otherwise than before about a subscription. */
    public void noted(String key, Subscription before, Subscription after) {
        if (before != null && (after == null || !before.sameness().equals(after.sameness()))) {
            keys.remove(before.sameness(), key);
        }
        if (after != null) {
            keys.put(after.sameness(), key);
        }
        Served s = served.get(key);
        boolean mine = after != null && isMine(after);
        if (s != null && !mine && s.state() != Notifier.State.TERMINATED && s.state() != Notifier.State.INIT) {
            // This may be old news, or come before it can be read: locking the entry waits for that.
            Subscription now = map.compute(key, (k, value) -> value);
            if (now == null || !isMine(now)) {
                forget(s);
            }
        } else if (s != null && mine && !s.isOver() && after.term().reserved() > s.reserved()) {
            beginAgain(s);
        }
    }

    /** Another server had it, too, while the mains were cut off from one another, and the phone may have heard of it last. */
    private void beginAgain(Served s) {
        beginAgain(s, now -> now);
    }

    private void beginAgain(Served s, UnaryOperator<Subscription> from) {
        forget(s);
        int left = secondsLeft(s.subscription());
        Served fresh = left <= 0
                ? null
                : take(s.subscription().key(), now -> isMine(now) ? from.apply(now.with(term(now, left))) : null);
        if (fresh != null) {
            fresh.subscribe(left);
        }
    }

    private boolean isMine(Subscription s) {
        return s.term().owner().equals(members.self().text());
    }

    private int secondsLeft(Subscription s) {
        return (int) ((s.term().expiresAtMillis() - ground.time().epochMillis() + 999) / 1000);
    }

    /** Takes over those whose server is not there any more, as far as this one is who does so. */
    public void adoptOrphans() {
        Set<String> present = members.present().stream().map(Member::text).collect(Collectors.toSet());
        boolean idle = orphans.isEmpty();
        map.forEach((key, s) -> {
            String owner = s.term().owner();
            boolean ours = isMine(s);
            if (!served.containsKey(key) && (ours || !present.contains(owner) && members.caresFor(owner))) {
                orphans.add(key);
            }
        });
        if (idle && !orphans.isEmpty()) {
            adoptSome();
        }
    }

    private void adoptSome() {
        for (int i = 0; i < ADOPTED_AT_ONCE && !orphans.isEmpty(); i++) {
            adopt(orphans.poll());
        }
        if (!orphans.isEmpty()) {
            ground.timers().schedule(ADOPT_MILLIS, this::adoptSome);
        }
    }

    private void adopt(String key) {
        Subscription s = map.get(key);
        if (s == null || served.containsKey(key) || !pictures.canShow(s)) {
            return; // the next round of repair comes by again
        }
        int left = secondsLeft(s);
        if (left <= 0) {
            map.remove(key, s);
            return;
        }
        Served mine = take(
                key,
                now -> now.term().owner().equals(s.term().owner())
                        ? now.reached(now.dialog().remoteTarget(), now.phone().unconnected())
                                .with(term(now, left))
                        : null);
        if (mine != null) {
            counts.adopted();
            mine.subscribe(left);
        }
    }

    /**
     * To be called each second: compares, in turn, what phones know with the truth and the table with the map, and takes out
     * what nobody refreshed.
     */
    public void repair() {
        new ArrayList<>(served.values()).forEach(Served::giveUpWaiting);
        int some = served.size() / REPAIR_TURNS + 1;
        for (int i = 0; i < some; i++) {
            if (!round.hasNext()) {
                round = new ArrayList<>(served.values()).iterator();
                adoptOrphans();
                return;
            }
            repair(round.next());
        }
    }

    private void repair(Served s) {
        if (s.isDropped()) {
            return;
        }
        Subscription kept = map.get(s.subscription().key());
        noted(s.subscription().key(), null, kept);
        long before = counts.sentSoFar();
        s.changed();
        if (counts.sentSoFar() > before) {
            counts.repaired();
        }
        if (!s.isDropped() && s.isOver()) {
            over(s);
        }
    }

    private void over(Served s) {
        String key = s.subscription().key();
        forget(s);
        map.compute(key, (k, now) -> now == null || isMine(now) ? null : now);
    }

    /** How many phones answer no NOTIFY now. Any thread. */
    public int silentPhones() {
        return silent.count();
    }

    /** How many this server serves. */
    public int size() {
        return served.size();
    }

    /** Whether somebody watches that person by that event package from here. */
    public boolean isWatched(String event, String entity) {
        return byEntity.getOrDefault(entity, Map.of()).values().stream()
                .anyMatch(s -> s.subscription().topic().event().equals(event));
    }

    /** What a subscription asks for. */
    private final class Table implements Served.Port {
        @Override
        public Handling handling(Subscription subscription) {
            return pictures.handling(subscription);
        }

        @Override
        public void send(Notification notification, IntConsumer done) {
            counts.sent();
            ground.sender()
                    .send(
                            notification,
                            status -> ground.loop().execute(() -> {
                                switch (NotifyAnswer.of(status)) {
                                    case FAILED, OUT_OF_ORDER -> counts.failed();
                                    case GONE -> counts.lost();
                                    default -> {}
                                }
                                done.accept(status);
                            }));
        }

        @Override
        public void keep(Subscription changed) {
            map.compute(
                    changed.key(),
                    (k, now) -> now == null
                                    || !now.term().owner().equals(changed.term().owner())
                            ? now
                            : changed);
        }

        @Override
        public void settled(Served s) {
            if (!s.isDropped() && s.isOver()) {
                over(s);
            } else if (!s.isDropped() && s.isOutrun()) {
                beginAgain(s, Served::outrun);
            }
        }
    }
}
