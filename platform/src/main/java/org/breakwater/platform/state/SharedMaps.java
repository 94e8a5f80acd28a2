package org.breakwater.platform.state;

/** Gives shared maps by name. */
public interface SharedMaps {

    /** The map of that name; every server that asks for it gets the same entries. */
    <K, V> SharedMap<K, V> map(String name);
}
