package org.breakwater.platform.state;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** A map in this process. Reading takes no lock; listeners are called while the entry is locked, hence in order. */
final class InMemorySharedMap<K, V> implements SharedMap<K, V> {

    private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
    private final List<Listener<K, V>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public V get(K key) {
        return entries.get(key);
    }

    @Override
    public V put(K key, V value) {
        Objects.requireNonNull(value);
        if (listeners.isEmpty()) {
            return entries.put(key, value);
        }
        return exchange(key, value);
    }

    @Override
    public V remove(K key) {
        if (listeners.isEmpty()) {
            return entries.remove(key);
        }
        return exchange(key, null);
    }

    @Override
    public boolean remove(K key, V expected) {
        boolean[] removed = new boolean[1];
        entries.computeIfPresent(key, (k, old) -> {
            removed[0] = old.equals(expected);
            if (removed[0]) {
                tell(k, old, null);
            }
            return removed[0] ? null : old;
        });
        return removed[0];
    }

    @Override
    public V compute(K key, BiFunction<? super K, ? super V, ? extends V> change) {
        return entries.compute(key, (k, old) -> {
            V changed = change.apply(k, old);
            tell(k, old, changed);
            return changed;
        });
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries.forEach(action);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Subscription listen(Listener<K, V> listener) {
        Listener<K, V> own = listener::changed;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    private V exchange(K key, V value) {
        Object[] before = new Object[1];
        entries.compute(key, (k, old) -> {
            before[0] = old;
            tell(k, old, value);
            return value;
        });
        @SuppressWarnings("unchecked")
        V result = (V) before[0];
        return result;
    }

    private void tell(K key, V before, V after) {
        if (before == after) {
            return;
        }
        for (Listener<K, V> listener : listeners) {
            listener.changed(key, before, after);
        }
    }
}
