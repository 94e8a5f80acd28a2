package org.breakwater.registrar.location;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/**
 * Registrations on the wire, format 1. What a later version adds to a binding gets a tag of its own and is passed over
 * here.
 */
public final class AorStateCodec implements Codec<AorState> {

    /** Longest state. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 64 << 10;
    private static final int MAX_ENTRIES = 8192;
    private static final int BINDING = 1;
    private static final int TOMBSTONE = 2;

    @Override
    public byte[] encode(AorState state) {
        WireWriter writer = WireWriter.format(FORMAT);
        state.bindings().forEach(b -> writer.nested(BINDING, binding(b)));
        for (Tombstone t : state.removed()) {
            writer.nested(
                    TOMBSTONE,
                    WireWriter.nested()
                            .text(1, t.identity())
                            .number(2, t.removedMillis())
                            .number(3, t.keepUntilMillis()));
        }
        return writer.toBytes();
    }

    @Override
    public AorState decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        List<Binding> bindings = new ArrayList<>();
        List<Tombstone> tombstones = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case BINDING -> bindings.add(new BindingFields().read(reader.nested()));
                case TOMBSTONE -> tombstones.add(tombstone(reader.nested()));
                default -> {}
            }
            if (bindings.size() + tombstones.size() > MAX_ENTRIES) {
                throw new WireException("more than " + MAX_ENTRIES + " bindings of one address of record");
            }
        }
        return AorState.of(bindings, tombstones);
    }

    private static WireWriter binding(Binding b) {
        return WireWriter.nested()
                .text(1, b.ruid())
                .text(2, b.contact())
                .text(3, b.registration().callId())
                .number(4, b.registration().cseq())
                .number(5, b.registration().expiresAt())
                .number(6, b.registration().receivedMillis())
                .text(7, b.route().received())
                .text(8, b.route().path())
                .text(9, b.route().socket())
                .numberUnlessZero(10, b.route().flowId())
                .text(11, b.route().holder())
                .text(12, b.device().instance())
                .numberUnlessZero(13, b.device().regId())
                .text(14, b.device().userAgent())
                .number(15, b.device().methods())
                .number(16, b.q())
                .numberUnlessZero(17, b.flags());
    }

    private static Tombstone tombstone(WireReader reader) throws WireException {
        String identity = null;
        long removed = 0;
        long keepUntil = 0;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> identity = reader.text(2 * MAX_TEXT);
                case 2 -> removed = reader.number();
                case 3 -> keepUntil = reader.number();
                default -> {}
            }
        }
        if (identity == null) {
            throw new WireException("a removal needs the identity of what was removed");
        }
        return new Tombstone(identity, removed, keepUntil);
    }

    /** The fields of one binding as they come. */
    private static final class BindingFields {
        private final String[] texts = new String[15];
        private final long[] numbers = new long[18];

        Binding read(WireReader reader) throws WireException {
            while (reader.next()) {
                int tag = reader.tag();
                switch (tag) {
                    case 1, 2, 3, 7, 8, 9, 11, 12, 14 -> texts[tag] = reader.text(MAX_TEXT);
                    case 4, 13, 15, 17 -> numbers[tag] = reader.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case 16 -> numbers[tag] = reader.integer(-1, 1000);
                    case 5, 6, 10 -> numbers[tag] = reader.number();
                    default -> {}
                }
            }
            if (texts[1] == null || texts[2] == null || texts[3] == null || texts[11] == null) {
                throw new WireException("a binding needs a record id, a contact, a Call-ID and a holder");
            }
            return new Binding(
                    texts[1],
                    texts[2],
                    new Binding.Registration(texts[3], (int) numbers[4], numbers[5], numbers[6]),
                    new Binding.Reach(texts[7], texts[8], texts[9], numbers[10], texts[11]),
                    new Binding.Device(texts[12], (int) numbers[13], texts[14], (int) numbers[15]),
                    (int) numbers[16],
                    (int) numbers[17]);
        }
    }
}
