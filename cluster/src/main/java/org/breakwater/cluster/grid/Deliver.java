package org.breakwater.cluster.grid;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.concurrent.Callable;

/**
 * Brings states to the replica of another member, which acknowledges them. Hazelcast's own events would not do: they are
 * lost when a connection breaks and nobody notices.
 */
final class Deliver implements Callable<Boolean>, IdentifiedDataSerializable, HazelcastInstanceAware {

    /** Name of the pool that runs it. */
    static final String EXECUTOR = "deliver";

    private States sent;
    private Deliveries deliveries;

    /** To be read. */
    Deliver() {}

    Deliver(States sent) {
        this.sent = sent;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        deliveries = (Deliveries) instance.getUserContext().get(Deliveries.CONTEXT_KEY);
    }

    /** False when the member has not opened the map yet: it will compare it when it does. */
    @Override
    public Boolean call() {
        return deliveries.take(sent);
    }

    @Override
    public int getFactoryId() {
        return WireFactory.ID;
    }

    @Override
    public int getClassId() {
        return WireFactory.DELIVER;
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
