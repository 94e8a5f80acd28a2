package org.breakwater.platform.state;

/** Gives shared maps by name. */
public interface SharedMaps {

    /**
     * The map of that kind and name; every server that asks for it gets the same entries.
     *
     * @param name letters, digits, {@code _} and {@code -}
     */
    <K, V, S> SharedMap<K, V> map(MapKind<K, V, S> kind, String name);
}
