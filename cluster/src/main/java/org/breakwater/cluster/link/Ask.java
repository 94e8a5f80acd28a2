package org.breakwater.cluster.link;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import java.io.IOException;
import java.util.concurrent.Callable;

/** A question on its way to a member: one frame of octets, so that its form can grow. */
public final class Ask implements Callable<byte[]>, IdentifiedDataSerializable, HazelcastInstanceAware {

    static final int CLASS_ID = 1;

    /** Name of the pool that answers. */
    public static final String EXECUTOR = "ask";

    private byte[] frame;
    private Services services;

    /** To be read. */
    public Ask() {}

    Ask(byte[] frame) {
        this.frame = frame;
    }

    @Override
    public void setHazelcastInstance(HazelcastInstance instance) {
        services = (Services) instance.getUserContext().get(Services.CONTEXT_KEY);
    }

    @Override
    public byte[] call() {
        return services.answer(frame);
    }

    @Override
    public int getFactoryId() {
        return LinkSettings.FACTORY_ID;
    }

    @Override
    public int getClassId() {
        return CLASS_ID;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
        out.writeByteArray(frame);
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
        frame = in.readByteArray();
    }
}
