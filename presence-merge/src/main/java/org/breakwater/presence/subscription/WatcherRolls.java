package org.breakwater.presence.subscription;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.document.winfo.Watcher;
import org.breakwater.presence.watcher.View;
import org.breakwater.presence.winfo.WatcherRoll;
import org.breakwater.presence.winfo.Watching;
import org.breakwater.presence.winfo.WatchingPicture;
import org.breakwater.presence.xcap.Handling;

/**
 * Who watches whose presence, alone or in a list, on all servers: the event package {@code presence.winfo} (RFC 3857). It follows from the map of
 * subscriptions, so every server knows it and any can go on telling it. Somebody whose subscription ended before they were
 * decided upon waits on the server that saw it end. Belongs to the loop of subscriptions.
 */
public final class WatcherRolls implements Pictures.Package<Watching> {

    /** The event package served here. */
    public static final String EVENT = "presence.winfo";

    private static final String WATCHED = "presence";
    private static final int MAX_ROLLS = 50_000;
    private static final long PATIENCE_MILLIS = 24L * 3600 * 1000;

    private final SharedMap<String, Subscription> map;
    private final Pictures pictures;
    private final BinaryOperator<String> shownLike;
    private final Consumer<String> changed;
    private final TimeSource time;
    private final Map<String, WatcherRoll> rolls = new HashMap<>();
    /** Whose rolls a subscription is on, by its key. */
    private final Map<String, Set<String>> on = new HashMap<>();

    /**
     * Nobody yet; {@link #compare} looks who there is.
     *
     * @param pictures knows whom a subscription shows, and how its watcher is handled
     * @param shownLike somebody, in the one spelling, as a URI of the same kind as the second
     * @param changed hears whose watchers changed
     */
    public WatcherRolls(
            SharedMap<String, Subscription> map,
            Pictures pictures,
            BinaryOperator<String> shownLike,
            Consumer<String> changed,
            TimeSource time) {
        this.map = map;
        this.pictures = pictures;
        this.shownLike = shownLike;
        this.changed = changed;
        this.time = time;
    }

    @Override
    public View<Watching> begin(Subscription.Topic topic, int firstVersion) {
        return WatchingPicture.begin(firstVersion);
    }

    @Override
    public Watching truth(Subscription.Topic topic) {
        WatcherRoll roll = rolls.get(topic.entity());
        if (roll == null) {
            return new Watching(topic.shown(), WATCHED, List.of(), Map.of());
        }
        Watching known = roll.watching();
        List<Watcher> watchers = known.watchers().stream()
                .map(w -> w.of(shownLike.apply(w.uri(), topic.shown())))
                .toList();
        return new Watching(topic.shown(), WATCHED, watchers, known.ended());
    }

    /** Whether a change of the map is one to be noted; any thread. */
    public static boolean concerns(Subscription before, Subscription after) {
        return isOne(before) || isOne(after);
    }

    /** The map says otherwise than before about a subscription. */
    public void noted(String key, Subscription before, Subscription after) {
        if (isOne(after)) {
            subscribed(key, after);
        } else if (isOne(before)) {
            ended(key, before);
        }
    }

    private static boolean isOne(Subscription subscriptionOrNull) {
        return subscriptionOrNull != null && subscriptionOrNull.topic().event().equals(WATCHED);
    }

    private void subscribed(String key, Subscription s) {
        Set<String> whom = pictures.whom(s);
        Set<String> before = on.put(key, whom);
        if (before != null) {
            before.stream().filter(e -> !whom.contains(e)).forEach(e -> end(e, key, Watcher.Event.TIMEOUT));
        }
        whom.forEach(entity -> subscribed(key, s, entity));
    }

    private void subscribed(String key, Subscription s, String entity) {
        WatcherRoll roll = rolls.get(entity);
        if (roll == null) {
            if (rolls.size() >= MAX_ROLLS) {
                return;
            }
            roll = new WatcherRoll(entity, WATCHED, PATIENCE_MILLIS, time);
            rolls.put(entity, roll);
        }
        String watcher = s.phone().user();
        Handling handling = pictures.handling(WATCHED, entity, watcher);
        if (handling == Handling.BLOCK) {
            roll.ended(id(key, entity), Watcher.Event.REJECTED);
        } else {
            boolean authorised = handling != Handling.CONFIRM;
            roll.subscribed(id(key, entity), watcher, "", authorised, secondsLeft(s));
        }
        changed.accept(entity);
    }

    private void ended(String key, Subscription s) {
        Set<String> whom = on.remove(key);
        if (whom == null) {
            return;
        }
        for (String entity : whom) {
            boolean rejected = pictures.handling(WATCHED, entity, s.phone().user()) == Handling.BLOCK;
            end(entity, key, rejected ? Watcher.Event.REJECTED : Watcher.Event.TIMEOUT);
        }
    }

    private void end(String entity, String key, Watcher.Event why) {
        WatcherRoll roll = rolls.get(entity);
        if (roll != null) {
            roll.ended(id(key, entity), why);
            changed.accept(entity);
        }
    }

    private int secondsLeft(Subscription s) {
        return (int) Math.max(1, (s.term().expiresAtMillis() - time.epochMillis()) / 1000);
    }

    /** Compares with the map who was noted, and lets those give up that have waited too long. Called now and then. */
    public void compare() {
        Map<String, Set<String>> gone = new HashMap<>(on);
        Map<String, Subscription> fresh = new HashMap<>();
        map.forEach((key, s) -> {
            if (isOne(s) && gone.remove(key) == null) {
                fresh.put(key, s);
            }
        });
        gone.forEach((key, whom) -> {
            on.remove(key);
            whom.forEach(entity -> end(entity, key, Watcher.Event.TIMEOUT));
        });
        fresh.forEach(this::subscribed);
        rolls.values().forEach(WatcherRoll::tidy);
        rolls.values().removeIf(WatcherRoll::isEmpty);
    }

    /** These people decide otherwise than before upon who watches them. */
    public void decided(Set<String> entities) {
        again((key, s) -> !Collections.disjoint(on.getOrDefault(key, Set.of()), entities));
    }

    /** There are other lists, or others in them. */
    public void listsChanged() {
        again((key, s) -> s.topic().list());
    }

    private void again(BiPredicate<String, Subscription> these) {
        Map<String, Subscription> some = new HashMap<>();
        map.forEach((key, s) -> {
            if (isOne(s) && these.test(key, s)) {
                some.put(key, s);
            }
        });
        some.forEach(this::subscribed);
    }

    /** The same in every document about a subscription and on every server; says nothing about its dialog. */
    private static String id(String key, String entity) {
        return UUID.nameUUIDFromBytes((key + ' ' + entity).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
