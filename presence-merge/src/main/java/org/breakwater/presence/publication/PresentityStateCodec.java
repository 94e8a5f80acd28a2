package org.breakwater.presence.publication;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresentityState.Removed;

/** Publications on the wire, format 1. What a later version adds gets a tag of its own and is passed over here. */
public final class PresentityStateCodec implements Codec<PresentityState> {

    /** Longest state. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int FORMAT = 1;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_BODY = 512 << 10;
    private static final int MAX_ENTRIES = 1024;
    private static final int PUBLISHED = 1;
    private static final int REMOVED = 2;

    @Override
    public byte[] encode(PresentityState state) {
        WireWriter writer = WireWriter.format(FORMAT);
        state.publications().forEach(p -> writer.nested(PUBLISHED, published(p)));
        for (Removed r : state.removed()) {
            writer.nested(
                    REMOVED,
                    WireWriter.nested()
                            .text(1, r.id())
                            .number(2, r.touchedMillis())
                            .number(3, r.keepUntilMillis()));
        }
        return writer.toBytes();
    }

    @Override
    public PresentityState decode(byte[] bytes) throws WireException {
        WireReader reader = WireReader.of(bytes, MAX_BYTES, FORMAT);
        List<Published> publications = new ArrayList<>();
        List<Removed> removed = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case PUBLISHED -> publications.add(new Fields().published(reader.nested()));
                case REMOVED -> removed.add(new Fields().removed(reader.nested()));
                default -> {}
            }
            if (publications.size() + removed.size() > MAX_ENTRIES) {
                throw new WireException("more than " + MAX_ENTRIES + " publications of one presentity");
            }
        }
        return PresentityState.of(publications, removed);
    }

    private static WireWriter published(Published p) {
        return WireWriter.nested()
                .text(1, p.id())
                .number(2, p.version())
                .text(3, p.source().text())
                .text(4, p.body().contentType())
                .text(5, p.body().text())
                .text(6, p.body().sameness())
                .number(7, p.times().changedMillis())
                .number(8, p.times().sequence())
                .number(9, p.times().touchedMillis())
                .number(10, p.times().expiresAtMillis());
    }

    /** The fields of one entry as they come. */
    private static final class Fields {
        private final String[] texts = new String[7];
        private final long[] numbers = new long[11];

        Published published(WireReader reader) throws WireException {
            while (reader.next()) {
                int tag = reader.tag();
                switch (tag) {
                    case 1, 3, 4, 6 -> texts[tag] = reader.text(MAX_TEXT);
                    case 5 -> texts[tag] = reader.text(MAX_BODY);
                    case 2 -> numbers[tag] = reader.integer(0, Integer.MAX_VALUE);
                    case 7, 8, 9, 10 -> numbers[tag] = reader.number();
                    default -> {}
                }
            }
            if (texts[1] == null || texts[3] == null || texts[4] == null || texts[5] == null || texts[6] == null) {
                throw new WireException("a publication needs an id, a source and a body");
            }
            Source source = Source.ofText(texts[3])
                    .orElseThrow(() -> new WireException("\"" + texts[3] + "\" is no source known here"));
            return new Published(
                    texts[1],
                    (int) numbers[2],
                    source,
                    new PublishedBody(texts[4], texts[5], texts[6]),
                    new Published.Times(numbers[7], numbers[8], numbers[9], numbers[10]));
        }

        Removed removed(WireReader reader) throws WireException {
            while (reader.next()) {
                switch (reader.tag()) {
                    case 1 -> texts[1] = reader.text(MAX_TEXT);
                    case 2 -> numbers[2] = reader.number();
                    case 3 -> numbers[3] = reader.number();
                    default -> {}
                }
            }
            if (texts[1] == null) {
                throw new WireException("a removal needs the id of what was removed");
            }
            return new Removed(texts[1], numbers[2], numbers[3]);
        }
    }
}
