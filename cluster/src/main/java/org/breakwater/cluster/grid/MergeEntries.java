package org.breakwater.cluster.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.breakwater.platform.wire.WireException;

/** Merges states into the stored ones; answers with those results that the sender does not know. */
final class MergeEntries extends EntryStep {

    private static final long serialVersionUID = 1L;

    private transient States sent;

    /** To be read. */
    MergeEntries() {}

    MergeEntries(States sent) {
        this.sent = sent;
    }

    @Override
    byte[] apply(Kinds known, byte[] key, byte[] stored) throws WireException {
        return known.merge(sent.mapName(), stored, sent.of(key));
    }

    @Override
    byte[] answer(byte[] key, byte[] now) {
        return Arrays.equals(now, sent.of(key)) ? null : now;
    }

    @Override
    public int getClassId() {
        return WireFactory.MERGE;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        sent.write(out);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        sent = States.read(in);
    }
}
