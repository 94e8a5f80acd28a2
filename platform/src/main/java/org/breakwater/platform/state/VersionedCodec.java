package org.breakwater.platform.state;

import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** {@link Versioned} values on the wire. */
public final class VersionedCodec<V> implements Codec<Versioned<V>> {

    private static final int FORMAT = 1;
    private static final int MILLIS = 1;
    private static final int COUNT = 2;
    private static final int AUTHOR = 3;
    private static final int VALUE = 4;

    private final Codec<V> values;
    private final int maxBytes;

    /**
     * @param maxBytes longest value
     */
    public VersionedCodec(Codec<V> values, int maxBytes) {
        this.values = values;
        this.maxBytes = maxBytes;
    }

    @Override
    public byte[] encode(Versioned<V> value) {
        Stamp stamp = value.stamp();
        return WireWriter.format(FORMAT)
                .number(MILLIS, stamp.millis())
                .numberUnlessZero(COUNT, stamp.count())
                .text(AUTHOR, stamp.author())
                .bytes(VALUE, value.value() == null ? null : values.encode(value.value()))
                .toBytes();
    }

    @Override
    public Versioned<V> decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, maxBytes + 2 * Member.MAX_TEXT, FORMAT);
        long millis = -1;
        int count = 0;
        String author = null;
        V value = null;
        while (reader.next()) {
            switch (reader.tag()) {
                case MILLIS -> millis = reader.number();
                case COUNT -> count = reader.integer(1, Integer.MAX_VALUE);
                case AUTHOR -> author = reader.text(Member.MAX_TEXT);
                case VALUE -> value = values.decode(reader.bytes(maxBytes));
                default -> {}
            }
        }
        if (millis < 0 || author == null) {
            throw new WireException("a versioned value needs a stamp");
        }
        return new Versioned<>(new Stamp(millis, count, author), value);
    }
}
