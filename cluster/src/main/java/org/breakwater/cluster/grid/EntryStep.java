package org.breakwater.cluster.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.util.Arrays;
import java.util.Map;
import org.breakwater.platform.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something done to an entry where it is stored, on the owner and again on each backup. What cannot be read is left as it is, and
 * does not stop what came in the same message.
 */
abstract class EntryStep
        implements EntryProcessor<byte[], byte[], byte[]>, IdentifiedDataSerializable, HazelcastInstanceAware {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(EntryStep.class);

    private transient Kinds kinds;

    @Override
    public final void setHazelcastInstance(HazelcastInstance instance) {
        kinds = (Kinds) instance.getUserContext().get(Kinds.CONTEXT_KEY);
    }

    @Override
    public final byte[] process(Map.Entry<byte[], byte[]> entry) {
        byte[] stored = entry.getValue();
        try {
            byte[] now = apply(kinds, entry.getKey(), stored);
            if (!Arrays.equals(stored, now)) {
                entry.setValue(now);
            }
            return answer(entry.getKey(), now);
        } catch (WireException e) {
            LOG.warn("an entry of the cluster stays as it is: {}", e.getMessage());
            return null;
        }
    }

    /** The entry's new octets; null to remove it. */
    abstract byte[] apply(Kinds known, byte[] key, byte[] stored) throws WireException;

    /** What the sender is told; null when it knows already. */
    abstract byte[] answer(byte[] key, byte[] now);

    @Override
    public final int getFactoryId() {
        return WireFactory.ID;
    }
}
