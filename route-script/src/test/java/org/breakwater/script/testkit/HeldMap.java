package org.breakwater.script.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.SharedMap;

/**
 * A map of a cluster whose other server says when it holds what was changed.
 *
 * @param map where the entries are
 * @param waiting who waits for the other server
 */
public record HeldMap<K, V>(SharedMap<K, V> map, List<CompletableFuture<Backup>> waiting) implements SharedMap<K, V> {

    /** A map nobody waits for yet. */
    public HeldMap(SharedMap<K, V> map) {
        this(map, new ArrayList<>());
    }

    @Override
    public CompletionStage<Backup> backup(K key, Duration limit) {
        CompletableFuture<Backup> held = new CompletableFuture<>();
        waiting.add(held);
        return held;
    }

    @Override
    public V get(K key) {
        return map.get(key);
    }

    @Override
    public V put(K key, V value) {
        return map.put(key, value);
    }

    @Override
    public V remove(K key) {
        return map.remove(key);
    }

    @Override
    public boolean remove(K key, V expected) {
        return map.remove(key, expected);
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return map.compute(key, change);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        map.forEach(action);
    }

    @Override
    public int size() {
        return map.size();
    }

    @Override
    public Subscription listen(Listener<K, V> listener) {
        return map.listen(listener);
    }
}
