package org.breakwater.pbx.presence;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.breakwater.platform.state.SharedMap;

/**
 * People something changed about, on the way from listeners of maps to the loop. However often an entry changes, it waits
 * once; so there wait no more than there are entries. Any thread.
 *
 * <p>Listeners are told while their entry is locked, before the change can be read. Before anybody is told here, the entry is
 * locked once more, which waits for that.
 */
final class Changes {

    private final Predicate<Runnable> loop;
    private final Consumer<String> at;
    private final Map<String, Change> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Whom a change is about, and what waits until it can be read. */
    private record Change(String entity, Runnable readable) {}

    /**
     * @param loop hands a task to the loop; false when too many wait
     * @param at is told of each person, on the loop
     */
    Changes(Predicate<Runnable> loop, Consumer<String> at) {
        this.loop = loop;
        this.at = at;
    }

    /** An entry of a map changed that says something about a person. */
    <K> void mark(String entity, String mapName, SharedMap<K, ?> map, K key) {
        mark(entity, mapName + ' ' + key, () -> wait(map, key));
    }

    private static <K, V> void wait(SharedMap<K, V> map, K key) {
        map.compute(key, (k, value) -> value);
    }

    /** The same where the map is somebody else's. */
    void mark(String entity, String entry, Runnable readable) {
        waiting.put(entity + ' ' + entry, new Change(entity, readable));
        if (!scheduled.getAndSet(true) && !loop.test(this::tell)) {
            scheduled.set(false); // the next mark or the repair finds it
        }
    }

    private void tell() {
        scheduled.set(false);
        Set<String> entities = new LinkedHashSet<>();
        for (String key : waiting.keySet()) {
            Change change = waiting.remove(key);
            if (change != null) {
                change.readable().run();
                entities.add(change.entity());
            }
        }
        entities.forEach(at);
    }
}
