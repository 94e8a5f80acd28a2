package org.breakwater.platform.security;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets its eldest entry when there is one too many. */
final class BoundedMap<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1L;

    private final int limit;

    private BoundedMap(int limit, boolean accessOrder) {
        super(16, 0.75f, accessOrder);
        this.limit = limit;
    }

    /** Forgets what was put in first. */
    static <K, V> Map<K, V> forgettingFirst(int limit) {
        return new BoundedMap<>(limit, false);
    }

    /** Forgets what was not asked for longest. */
    static <K, V> Map<K, V> forgettingQuietest(int limit) {
        return new BoundedMap<>(limit, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > limit;
    }
}
