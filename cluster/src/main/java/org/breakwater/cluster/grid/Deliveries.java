package org.breakwater.cluster.grid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where states that other members deliver find their replica. */
final class Deliveries {

    /** Under which name a member finds it in Hazelcast's user context. */
    static final String CONTEXT_KEY = "breakwater.deliveries";

    private final Map<String, MapLink<?, ?, ?>> links = new ConcurrentHashMap<>();

    /** From now on that map takes deliveries. */
    void add(String mapName, MapLink<?, ?, ?> link) {
        links.put(mapName, link);
    }

    boolean take(States sent) {
        MapLink<?, ?, ?> link = links.get(sent.mapName());
        if (link == null) {
            return false;
        }
        sent.forEach(link::arrived);
        return true;
    }
}
