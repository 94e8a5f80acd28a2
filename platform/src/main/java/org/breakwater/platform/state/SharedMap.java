package org.breakwater.platform.state;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A map whose entries every server of the cluster sees. Keys and values are immutable and never null; a value is
 * replaced, not changed. No method blocks: a change is made here at once and reaches the other servers soon after;
 * what two servers did to one entry meanwhile is settled by the map's {@link MergeRule}.
 *
 * @param <K> has {@code equals} and {@code hashCode}
 * @param <V> an immutable value
 */
public interface SharedMap<K, V> {

    /** The value, or null when there is none. */
    V get(K key);

    /** Sets the value and returns the one before, or null. */
    V put(K key, V value);

    /** Removes the entry and returns its value, or null. */
    V remove(K key);

    /**
     * Removes the entry on every server, also where this one knows of none: a server that is cut off may have one. What is
     * put in later is another entry.
     */
    default void removeEverywhere(K key) {
        remove(key);
    }

    /** Removes the entry when it still has that value (by {@code equals}); says whether it did. */
    boolean remove(K key, V expected);

    /**
     * Replaces the value in one step: nobody on this server sees or changes the entry in between.
     *
     * @param change gets the key and the value or null, returns the new value, or null to remove the entry. It must
     *     depend on nothing else, have no effects, not use this map, and may be called more than once.
     * @return the new value, or null
     */
    V compute(K key, BiFunction<? super K, ? super V, ? extends V> change);

    /** Sets {@code value} when there is none, else what {@code merge} makes of both; the same rules as for {@link #compute}. */
    default V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> merge) {
        return compute(key, (k, old) -> old == null ? value : merge.apply(old, value));
    }

    /** The value; when there is none, the one that {@code create} makes, by the rules of {@link #compute}. */
    default V computeIfAbsent(K key, Function<? super K, ? extends V> create) {
        V found = get(key);
        return found != null ? found : compute(key, (k, old) -> old != null ? old : create.apply(k));
    }

    /**
     * Puts in what was kept elsewhere, as of when it was kept: whatever the servers know to be newer stays, removals
     * included.
     *
     * @param union what a server that is alone makes of the value it has and this one
     */
    default void restore(K key, V value, BiFunction<? super V, ? super V, ? extends V> union) {
        merge(key, value, union);
    }

    /** Calls {@code action} for every entry. Entries that change meanwhile may be seen before or after their change. */
    void forEach(BiConsumer<? super K, ? super V> action);

    /** How many entries there are, roughly while they change. */
    int size();

    /**
     * Tells {@code listener} about every later change, whichever server makes it. Changes of one key arrive in order;
     * the listener must be quick, must not change this map, and hands work to its own event loop.
     */
    Subscription listen(Listener<K, V> listener);

    /**
     * Like {@link #listen}, but only for changes that came from other servers: for what has to be done once for a change
     * and was done where it was made.
     */
    default Subscription listenElsewhere(Listener<K, V> listener) {
        return () -> {};
    }

    /**
     * Says where the changes made to an entry before this call are. The stage never fails and is complete at once on a
     * server that is alone. It may be completed on a thread of the cluster, which must not be kept.
     *
     * @param limit how long to wait, so that a phone gets its answer in any case
     */
    default CompletionStage<Backup> backup(K key, Duration limit) {
        return CompletableFuture.completedFuture(Backup.ALONE);
    }

    /** Is told about changes. */
    @FunctionalInterface
    interface Listener<K, V> {
        /**
         * An entry changed.
         *
         * @param before null when the entry is new
         * @param after null when the entry is gone
         */
        void changed(K key, V before, V after);
    }

    /** A listener's place in the map. */
    interface Subscription {
        /** Stops the calls. */
        void cancel();
    }
}
