package org.breakwater.platform.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shared maps of a server that is alone: nothing leaves the process. */
public final class InMemorySharedMaps implements SharedMaps {

    private final Map<String, InMemorySharedMap<?, ?>> maps = new ConcurrentHashMap<>();

    @Override
    public <K, V, S> SharedMap<K, V> map(MapKind<K, V, S> kind, String name) {
        return map(kind.mapName(name));
    }

    /** The map of that full name; without a kind, since nothing has to be merged or sent. */
    @SuppressWarnings("unchecked")
    public <K, V> SharedMap<K, V> map(String name) {
        return (SharedMap<K, V>) maps.computeIfAbsent(name, n -> new InMemorySharedMap<>());
    }
}
