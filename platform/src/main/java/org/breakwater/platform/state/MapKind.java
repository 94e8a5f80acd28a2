package org.breakwater.platform.state;

import org.breakwater.platform.wire.Codec;

/**
 * What the maps of one kind have in common on every server.
 *
 * @param family first part of the maps' names, {@code location}; letters, digits and hyphens
 * @param keys keys on the wire
 * @param states states on the wire
 * @param rule how states are merged
 */
public record MapKind<K, V, S>(String family, Codec<K> keys, Codec<S> states, MergeRule<V, S> rule) {

    /** Refuses a name that cannot be part of others. */
    public MapKind {
        if (!family.matches("[a-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("\"" + family + "\" is not the name of a family of maps");
        }
    }

    /** Name of one map of this kind. */
    public String mapName(String name) {
        return family + '.' + name;
    }
}
