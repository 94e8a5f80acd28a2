package org.breakwater.cluster.grid;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** Some entries of one map on their way to another member, as octets. Few: they are searched one by one. */
final class States {

    /** The most there are in one message. */
    static final int MAX = 500;

    /** A message with that many octets gets no further entry. */
    private static final int MAX_OCTETS = 1 << 20;

    private final String mapName;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<byte[]> states = new ArrayList<>();
    private int octets;

    States(String mapName) {
        this.mapName = mapName;
    }

    void add(byte[] key, byte[] state) {
        keys.add(key);
        states.add(state);
        octets += key.length + state.length;
    }

    boolean isFull() {
        return keys.size() >= MAX || octets >= MAX_OCTETS;
    }

    String mapName() {
        return mapName;
    }

    List<byte[]> keys() {
        return keys;
    }

    /** The state of a key that is among them. */
    byte[] of(byte[] key) {
        for (int i = 0; i < keys.size(); i++) {
            if (Arrays.equals(keys.get(i), key)) {
                return states.get(i);
            }
        }
        throw new IllegalArgumentException("map " + mapName + ": no state came for that key");
    }

    /** Calls {@code action} with each key and its state. */
    void forEach(BiConsumer<byte[], byte[]> action) {
        for (int i = 0; i < keys.size(); i++) {
            action.accept(keys.get(i), states.get(i));
        }
    }

    void write(ObjectDataOutput out) throws IOException {
        out.writeString(mapName);
        out.writeInt(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            out.writeByteArray(keys.get(i));
            out.writeByteArray(states.get(i));
        }
    }

    static States read(ObjectDataInput in) throws IOException {
        States read = new States(in.readString());
        int count = in.readInt();
        if (count < 0 || count > MAX) {
            throw new IOException(count + " entries in one message; there are " + MAX + " at most");
        }
        for (int i = 0; i < count; i++) {
            read.add(in.readByteArray(), in.readByteArray());
        }
        return read;
    }
}
