package org.breakwater.presence.feature;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.document.feature.Feature.Kind;

/** Features of all users and all switches, as all servers know them. Any thread; does not block. */
public final class Features {

    private final SharedMap<String, FeatureState> map;
    private final TimeSource time;
    private final Map<String, FeatureState> switches = new ConcurrentSkipListMap<>();
    private final Map<String, FeatureState> users = new ConcurrentHashMap<>();
    private final Map<String, String> prefixes = new ConcurrentHashMap<>();
    private volatile Listener listener = (key, state) -> {};

    /** Is told of every change, whichever server made it, while the entry is locked: must be quick. */
    @FunctionalInterface
    public interface Listener {
        /** What was asked here before gives {@code state} from now on. */
        void changed(FeatureKey key, FeatureState state);
    }

    /** Knows what is in {@code map} already and what comes. */
    public Features(SharedMap<String, FeatureState> map, TimeSource time) {
        this.map = map;
        this.time = time;
        map.listen((key, before, after) -> changed(FeatureKey.parse(key), after));
        map.forEach((key, state) -> changed(FeatureKey.parse(key), state));
    }

    private void changed(FeatureKey key, FeatureState after) {
        if (after == null) {
            return;
        }
        if (key.ofUser()) {
            users.merge(key.name(), after, FeatureState::join);
        } else {
            FeatureState known = switches.merge(key.name(), after, FeatureState::join);
            if (isThere(known) && known.definition().isEach()) {
                prefixes.put(key.name(), key.name());
            } else {
                prefixes.remove(key.name());
            }
        }
        listener.changed(key, after);
    }

    /** Tells {@code theListener} from now on, and of everything there is. */
    public void listen(Listener theListener) {
        listener = theListener;
        switches.forEach((name, state) -> theListener.changed(FeatureKey.ofSwitch(name), state));
        users.forEach((name, state) -> theListener.changed(FeatureKey.user(name), state));
    }

    private static boolean isThere(FeatureState stateOrNull) {
        return stateOrNull != null
                && stateOrNull.definition() != null
                && !stateOrNull.definition().removed();
    }

    /** The state of a key as it is kept; {@link FeatureState#NONE} for none. */
    public FeatureState state(FeatureKey key) {
        return (key.ofUser() ? users : switches).getOrDefault(key.name(), FeatureState.NONE);
    }

    /** A user's features. */
    public FeatureState user(String name) {
        return users.getOrDefault(name, FeatureState.NONE);
    }

    /** Users who ever set something, by name; changes as they do. */
    public Map<String, FeatureState> users() {
        return Collections.unmodifiableMap(users);
    }

    /** The switches there are, by name. */
    public Map<String, FeatureState> switches() {
        Map<String, FeatureState> there = new TreeMap<>(switches);
        there.values().removeIf(state -> !isThere(state));
        return there;
    }

    /**
     * Whose state a dialled name stands for; empty when it is no switch.
     *
     * @param caller who dials; empty for nobody, who has no do-not-disturb
     */
    public Optional<FeatureKey> meant(String dialled, String caller) {
        FeatureState exact = switches.get(dialled);
        if (isThere(exact)) {
            SwitchDefinition d = exact.definition();
            if (d.isEach()) {
                return caller.isEmpty() ? Optional.empty() : Optional.of(FeatureKey.user(caller));
            }
            return Optional.of(d.isOwn() ? FeatureKey.ofSwitch(dialled) : FeatureKey.user(d.dndOf()));
        }
        return prefixOf(dialled).map(prefix -> FeatureKey.user(dialled.substring(prefix.length())));
    }

    private Optional<String> prefixOf(String dialled) {
        return prefixes.keySet().stream()
                .filter(p -> dialled.length() > p.length() && dialled.startsWith(p))
                .max(Comparator.comparingInt(String::length));
    }

    /** Whether a switch is on; empty when there is none of that name. */
    public Optional<Boolean> isOn(String dialled, String caller) {
        return meant(dialled, caller).map(key -> state(key).toggle().isOn());
    }

    /**
     * A key was pressed.
     *
     * @param caller who did, by name
     * @param pressId names the press: the same again counts once
     */
    public Pressed press(String dialled, String caller, String pressId) {
        Optional<FeatureKey> key = meant(dialled, caller);
        if (key.isEmpty()) {
            return Pressed.UNKNOWN;
        }
        boolean byPrefix = !isThere(switches.get(dialled));
        if (byPrefix && !key.get().name().equals(caller)) {
            return Pressed.NOT_YOURS;
        }
        return change(key.get(), s -> s.with(s.toggle().pressed(pressId, time.epochMillis())))
                        .toggle()
                        .isOn()
                ? Pressed.ON
                : Pressed.OFF;
    }

    /** Sets a switch; false when there is none of that name. */
    public boolean set(String dialled, boolean on) {
        Optional<FeatureKey> key = meant(dialled, "");
        key.ifPresent(k -> setToggle(k, on));
        return key.isPresent();
    }

    /** Sets a user's do-not-disturb. */
    public void setDoNotDisturb(String user, boolean on) {
        setToggle(FeatureKey.user(user), on);
    }

    private void setToggle(FeatureKey key, boolean on) {
        change(key, s -> s.with(s.toggle().set(on, time.epochMillis())));
    }

    /**
     * Sets one of a user's forwardings.
     *
     * @param to empty leaves it where it went
     * @param rings 0 leaves it as it was
     */
    public void setForward(String user, Kind kind, boolean on, String to, int rings) {
        change(FeatureKey.user(user), s -> {
            Forward was = s.forward(kind);
            Forward now = new Forward(
                    on,
                    to.isEmpty() ? was.to() : to,
                    rings == 0 ? was.rings() : rings,
                    Math.max(time.epochMillis(), was.changedMillis() + 1));
            return was.saysTheSame(now) ? s : s.with(kind, now);
        });
    }

    /** Adds a switch, which is off; false when there is one of that name. */
    public boolean define(String name, String label, String dndOf) {
        if (isThere(switches.get(name))) {
            return false;
        }
        change(
                FeatureKey.ofSwitch(name),
                s -> s.with(new SwitchDefinition(label, dndOf, false, definedNow(s)))
                        .with(s.toggle().set(false, time.epochMillis())));
        return true;
    }

    /** Removes a switch; false when there is none of that name. */
    public boolean remove(String name) {
        if (!isThere(switches.get(name))) {
            return false;
        }
        change(
                FeatureKey.ofSwitch(name),
                s -> s.with(new SwitchDefinition(
                        s.definition().label(), s.definition().dndOf(), true, definedNow(s))));
        return true;
    }

    private long definedNow(FeatureState s) {
        return Math.max(
                time.epochMillis(), s.definition() == null ? 0 : s.definition().definedMillis() + 1);
    }

    /** Puts in what was kept in SQL; whatever the servers know to be newer stays. */
    public void restore(FeatureKey key, FeatureState kept) {
        map.restore(key.text(), kept, FeatureState::join);
    }

    private FeatureState change(FeatureKey key, UnaryOperator<FeatureState> change) {
        return map.compute(key.text(), (k, before) -> change.apply(before == null ? FeatureState.NONE : before));
    }
}
