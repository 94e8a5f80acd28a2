package org.breakwater.cluster.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import org.breakwater.platform.wire.WireException;

/** Drops from a stored state what nobody needs any more. */
final class TidyEntry extends EntryStep {

    private static final long serialVersionUID = 1L;

    private transient String mapName;

    /** To be read. */
    TidyEntry() {}

    TidyEntry(String mapName) {
        this.mapName = mapName;
    }

    @Override
    byte[] apply(Kinds known, byte[] key, byte[] stored) throws WireException {
        return stored == null ? null : known.tidy(mapName, stored);
    }

    @Override
    byte[] answer(byte[] key, byte[] now) {
        return null;
    }

    @Override
    public int getClassId() {
        return WireFactory.TIDY;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeString(mapName);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        mapName = in.readString();
    }
}
