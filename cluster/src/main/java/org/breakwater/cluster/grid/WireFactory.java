package org.breakwater.cluster.grid;

import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;

/**
 * The only classes of ours that cross the wire between members, by number. Each holds texts and octets; nothing is
 * loaded by name, and Java's own serialization is not used.
 */
final class WireFactory implements DataSerializableFactory {

    static final int ID = 7301;

    static final int MERGE = 1;
    static final int TIDY = 2;
    static final int DELIVER = 3;

    @Override
    public IdentifiedDataSerializable create(int typeId) {
        return switch (typeId) {
            case MERGE -> new MergeEntries();
            case TIDY -> new TidyEntry();
            case DELIVER -> new Deliver();
            default -> throw new IllegalArgumentException("class " + typeId + " is not known here");
        };
    }
}
