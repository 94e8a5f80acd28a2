package org.breakwater.daemon.calls;

import org.breakwater.platform.state.Member;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.Versioned;
import org.breakwater.platform.state.VersionedCodec;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Calls and their ends on the wire, format 1. */
final class CallLifeCodec implements Codec<CallLife> {

    private static final int FORMAT = 1;
    private static final int MAX_VERSIONED = CallCodec.MAX_BYTES + 2 * Member.MAX_TEXT;
    private static final VersionedCodec<Call> VERSIONED = new VersionedCodec<>(new CallCodec(), CallCodec.MAX_BYTES);

    @Override
    public byte[] encode(CallLife life) {
        return WireWriter.format(FORMAT)
                .bytes(1, VERSIONED.encode(new Versioned<>(life.changed(), life.call())))
                .number(2, life.born().millis())
                .numberUnlessZero(3, life.born().count())
                .text(4, life.born().author())
                .toBytes();
    }

    @Override
    public CallLife decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_VERSIONED + 2 * Member.MAX_TEXT, FORMAT);
        Versioned<Call> last = null;
        long millis = -1;
        int count = 0;
        String author = null;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> last = VERSIONED.decode(reader.bytes(MAX_VERSIONED));
                case 2 -> millis = reader.number();
                case 3 -> count = reader.integer(1, Integer.MAX_VALUE);
                case 4 -> author = reader.text(Member.MAX_TEXT);
                default -> {}
            }
        }
        if (last == null || millis < 0 || author == null) {
            throw new WireException("a call in the directory needs a state and the moment it began");
        }
        return new CallLife(new Stamp(millis, count, author), last.stamp(), last.value());
    }
}
