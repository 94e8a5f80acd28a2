package org.breakwater.cluster.replica;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.StampClock;

/**
 * One server's copy of a shared map. Its entries are states of the {@link MergeRule}; callers see the values in them. A
 * change made here is a new state at once, and {@link Outlet#changed} is told; what other servers did comes in through
 * {@link #arrived} and is merged.
 */
public final class Replica<K, V, S> implements SharedMap<K, V> {

    private final ConcurrentHashMap<K, S> states = new ConcurrentHashMap<>();
    private final LongAdder visible = new LongAdder();
    private final List<Listener<K, V>> listeners = new CopyOnWriteArrayList<>();
    private final List<Listener<K, V>> elsewhere = new CopyOnWriteArrayList<>();
    private final MergeRule<V, S> rule;
    private final StampClock clock;
    private final Outlet<K> outlet;

    /** Where changes go. */
    public interface Outlet<K> {
        /** The state of a key changed here and has to be told; called without any lock held. Must not block. */
        void changed(K key);

        /** See {@link SharedMap#backup}. */
        CompletionStage<Backup> backup(K key, Duration limit);
    }

    /** An empty copy. */
    public Replica(MergeRule<V, S> rule, StampClock clock, Outlet<K> outlet) {
        this.rule = rule;
        this.clock = clock;
        this.outlet = outlet;
    }

    @Override
    public V get(K key) {
        S state = states.get(key);
        return state == null ? null : rule.view(state);
    }

    @Override
    public V put(K key, V value) {
        Objects.requireNonNull(value);
        return exchange(key, value);
    }

    @Override
    public V remove(K key) {
        return exchange(key, null);
    }

    @Override
    public boolean remove(K key, V expected) {
        boolean[] removed = new boolean[1];
        compute(key, (k, old) -> {
            removed[0] = old != null && old.equals(expected);
            return removed[0] ? null : old;
        });
        return removed[0];
    }

    @Override
    public void removeEverywhere(K key) {
        Stamp stamp = clock.next();
        step(
                key,
                listeners,
                false,
                (before, shown) -> before != null && shown == null ? before : rule.change(before, null, stamp));
    }

    private V exchange(K key, V value) {
        List<V> before = new ArrayList<>(1);
        compute(key, (k, old) -> {
            before.clear();
            before.add(old);
            return value;
        });
        return before.get(0);
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> change) {
        Stamp stamp = clock.next();
        return step(key, listeners, false, (before, shown) -> {
            V after = change.apply(key, shown);
            return after == shown ? before : rule.change(before, after, stamp);
        });
    }

    @Override
    public void restore(K key, V value, BiFunction<? super V, ? super V, ? extends V> union) {
        step(key, listeners, false, (before, shown) -> rule.restore(before, value));
    }

    /**
     * Merges what another server knows; says whether this one knows more than that afterwards.
     *
     * @param nowMillis milliseconds since 1970
     */
    public boolean arrived(K key, S state, long nowMillis) {
        List<Listener<K, V>> told = new ArrayList<>(listeners);
        told.addAll(elsewhere);
        boolean[] more = new boolean[1];
        step(key, told, true, (before, shown) -> {
            S merged = before == null ? state : rule.merge(before, state);
            more[0] = !merged.equals(state);
            return rule.tidy(merged, nowMillis);
        });
        return more[0];
    }

    /** Drops what nobody needs any more; returns the keys whose state changed. */
    public List<K> tidy(long nowMillis) {
        List<K> changed = new ArrayList<>();
        states.forEach((key, state) -> {
            if (rule.tidy(state, nowMillis) != state) {
                step(key, listeners, true, (before, shown) -> before == null ? null : rule.tidy(before, nowMillis));
                changed.add(key);
            }
        });
        return changed;
    }

    /** What this server knows about a key; null for nothing. */
    public S state(K key) {
        return states.get(key);
    }

    /** Visits everything this server knows. */
    public void forEachState(BiConsumer<? super K, ? super S> action) {
        states.forEach(action);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        states.forEach((key, state) -> {
            V value = rule.view(state);
            if (value != null) {
                action.accept(key, value);
            }
        });
    }

    @Override
    public int size() {
        return visible.intValue();
    }

    @Override
    public Subscription listen(Listener<K, V> listener) {
        return add(listeners, listener);
    }

    @Override
    public Subscription listenElsewhere(Listener<K, V> listener) {
        return add(elsewhere, listener);
    }

    @Override
    public CompletionStage<Backup> backup(K key, Duration limit) {
        return outlet.backup(key, limit);
    }

    private static <K, V> Subscription add(List<Listener<K, V>> list, Listener<K, V> listener) {
        Listener<K, V> own = listener::changed;
        list.add(own);
        return () -> list.remove(own);
    }

    /** Replaces a state; the outlet is told after it can be read, so that it never sends an older one. */
    private V step(K key, List<Listener<K, V>> told, boolean silent, Step<V, S> step) {
        boolean[] changed = new boolean[1];
        S now = states.compute(key, (k, before) -> {
            V shown = before == null ? null : rule.view(before);
            S after = step.apply(before, shown);
            if (Objects.equals(before, after)) {
                return before;
            }
            changed[0] = true;
            V shows = after == null ? null : rule.view(after);
            if (!Objects.equals(shown, shows)) {
                visible.add((shows == null ? 0 : 1) - (shown == null ? 0 : 1));
                told.forEach(listener -> listener.changed(k, shown, shows));
            }
            return after;
        });
        if (changed[0] && !silent) {
            outlet.changed(key);
        }
        return now == null ? null : rule.view(now);
    }

    @FunctionalInterface
    private interface Step<V, S> {
        S apply(S before, V shown);
    }
}
