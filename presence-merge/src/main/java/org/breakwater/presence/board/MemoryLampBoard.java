package org.breakwater.presence.board;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is posted at this server. Bounded: beyond {@code most} entities a new one is not shown. */
public final class MemoryLampBoard implements LampBoard {

    private final int most;
    private final Consumer<String> changes;
    private final Map<String, Map<String, PostedLamp>> posts = new ConcurrentHashMap<>();

    /**
     * @param most how many entities may have posts
     * @param changes hears whose posts changed, after they can be read
     */
    public MemoryLampBoard(int most, Consumer<String> changes) {
        this.most = most;
        this.changes = changes;
    }

    @Override
    public boolean post(String entity, String poster, PostedLamp lamp) {
        if (posts.size() >= most && !posts.containsKey(entity)) {
            return false;
        }
        change(entity, poster, lamp);
        return true;
    }

    @Override
    public void clear(String entity, String poster) {
        change(entity, poster, null);
    }

    private void change(String entity, String poster, PostedLamp lampOrNull) {
        boolean[] changed = new boolean[1];
        posts.compute(entity, (key, before) -> {
            Map<String, PostedLamp> after = new TreeMap<>(before == null ? Map.of() : before);
            PostedLamp had = lampOrNull == null ? after.remove(poster) : after.put(poster, lampOrNull);
            changed[0] = had == null ? lampOrNull != null : !had.equals(lampOrNull);
            return after.isEmpty() ? null : after;
        });
        if (changed[0]) {
            changes.accept(entity);
        }
    }

    /** What is posted of an entity, by poster. */
    public Map<String, PostedLamp> of(String entity) {
        Map<String, PostedLamp> found = posts.get(entity);
        return found == null ? Map.of() : Map.copyOf(found);
    }
}
