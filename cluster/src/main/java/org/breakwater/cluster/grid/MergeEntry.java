package org.breakwater.cluster.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.breakwater.platform.wire.WireException;

/** Merges a state into the stored one; answers with the result when the sender does not know it. */
final class MergeEntry extends EntryStep {

    private static final long serialVersionUID = 1L;

    private transient String mapName;
    private transient byte[] state;

    /** To be read. */
    MergeEntry() {}

    MergeEntry(String mapName, byte[] state) {
        this.mapName = mapName;
        this.state = state;
    }

    @Override
    byte[] apply(Kinds known, byte[] stored) throws WireException {
        return known.merge(mapName, stored, state);
    }

    @Override
    byte[] answer(byte[] now) {
        return Arrays.equals(now, state) ? null : now;
    }

    @Override
    public int getClassId() {
        return WireFactory.MERGE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(mapName);
        out.writeByteArray(state);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        mapName = in.readString();
        state = in.readByteArray();
    }
}
