package org.breakwater.daemon.calls;

import org.breakwater.platform.state.Member;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Calls on the wire, format 1. */
final class CallCodec implements Codec<Call> {

    static final int MAX_BYTES = 256 << 10;

    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 64 << 10;

    @Override
    public byte[] encode(Call call) {
        return WireWriter.format(FORMAT)
                .text(1, call.callId())
                .text(2, call.from())
                .text(3, call.to())
                .number(4, call.state().ordinal())
                .number(5, call.startedMillis())
                .numberUnlessZero(6, call.answeredMillis())
                .text(7, call.owner())
                .bytes(
                        8,
                        call.legs() == CallLegs.NONE
                                ? null
                                : CallLegsCodec.write(call.legs()).toBytes())
                .toBytes();
    }

    @Override
    public Call decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        String[] texts = new String[4];
        CallState state = null;
        long started = 0;
        long answered = 0;
        String owner = null;
        CallLegs legs = CallLegs.NONE;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1, 2, 3 -> texts[reader.tag()] = reader.text(MAX_TEXT);
                case 4 -> state = CallState.values()[reader.integer(0, CallState.values().length - 1)];
                case 5 -> started = reader.number();
                case 6 -> answered = reader.number();
                case 7 -> owner = reader.text(Member.MAX_TEXT);
                case 8 -> legs = CallLegsCodec.read(reader.nested());
                default -> {}
            }
        }
        if (texts[1] == null || texts[2] == null || texts[3] == null || state == null || owner == null) {
            throw new WireException("a call needs a Call-ID, both parties, a state and an owner");
        }
        return new Call(texts[1], texts[2], texts[3], state, started, answered, owner, legs);
    }
}
