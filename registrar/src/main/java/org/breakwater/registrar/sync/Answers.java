package org.breakwater.registrar.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.link.MainLink;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;

/** Answers as octets. */
public final class Answers implements Codec<Answer> {

    private static final int FORMAT = 1;
    private static final int DIFFERENCES = 1;
    private static final int PAGE = 2;
    private static final int TAKEN = 3;
    private static final int MAX_KEY = 4096;

    @Override
    public byte[] encode(Answer answer) {
        WireWriter writer = WireWriter.format(FORMAT);
        if (answer instanceof Answer.Differences differences) {
            differences
                    .buckets()
                    .forEach((table, hashes) -> writer.nested(
                            1,
                            WireWriter.nested()
                                    .number(1, table.number())
                                    .bytes(
                                            2,
                                            Questions.octets(Arrays.stream(hashes)
                                                    .boxed()
                                                    .toList()))));
            return Frames.pack(DIFFERENCES, writer.toBytes());
        }
        if (answer instanceof Answer.Page page) {
            writer.number(1, page.table().number());
            page.done().forEach(bucket -> writer.number(2, bucket));
            page.changed()
                    .forEach((key, value) ->
                            writer.nested(3, WireWriter.nested().text(1, key).bytes(2, value)));
            writer.bytes(4, Questions.octets(page.gone()));
            return Frames.pack(PAGE, writer.toBytes());
        }
        Answer.Taken taken = (Answer.Taken) answer;
        writer.number(1, taken.registrations()).number(2, taken.records()).numberUnlessZero(3, taken.calls());
        taken.refused().forEach(aor -> writer.text(4, aor));
        return Frames.pack(TAKEN, writer.toBytes());
    }

    @Override
    public Answer decode(byte[] bytes) throws WireException {
        Frames.Frame frame = Frames.unpack(bytes);
        WireReader reader = WireReader.of(frame.content(), Frames.MAX_CONTENT, FORMAT);
        return switch (frame.kind()) {
            case DIFFERENCES -> differences(reader);
            case PAGE -> page(reader);
            case TAKEN -> taken(reader);
            default -> throw new WireException("there is no answer of kind " + frame.kind());
        };
    }

    private static Answer taken(WireReader reader) throws WireException {
        int[] counts = new int[4];
        List<String> refused = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1, 2, 3 -> counts[reader.tag()] = reader.integer(0, Integer.MAX_VALUE);
                case 4 -> refused.add(reader.text(MAX_KEY));
                default -> {}
            }
        }
        return new Answer.Taken(counts[1], counts[2], counts[3], refused);
    }

    private static Answer differences(WireReader reader) throws WireException {
        Map<SyncTable, long[]> buckets = new EnumMap<>(SyncTable.class);
        while (reader.next()) {
            if (reader.tag() == 1) {
                WireReader entry = reader.nested();
                SyncTable table = null;
                List<Long> hashes = List.of();
                while (entry.next()) {
                    switch (entry.tag()) {
                        case 1 -> table = SyncTable.of(entry.number());
                        case 2 -> hashes = Questions.longs(entry.bytes(Contents.BUCKETS * Long.BYTES));
                        default -> {}
                    }
                }
                if (table == null || hashes.size() != Contents.BUCKETS) {
                    throw new WireException("a table needs " + Contents.BUCKETS + " hashes");
                }
                buckets.put(table, hashes.stream().mapToLong(Long::longValue).toArray());
            }
        }
        return new Answer.Differences(buckets);
    }

    private static Answer page(WireReader reader) throws WireException {
        SyncTable table = null;
        List<Integer> done = new ArrayList<>();
        Map<String, byte[]> changed = new LinkedHashMap<>();
        List<Long> gone = List.of();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> table = SyncTable.of(reader.number());
                case 2 -> done.add(reader.integer(0, Contents.BUCKETS - 1));
                case 3 -> entry(reader.nested(), changed);
                case 4 -> gone = Questions.longs(reader.bytes(MainLink.MAX_BYTES));
                default -> {}
            }
        }
        if (table == null || done.isEmpty()) {
            throw new WireException("a page needs a table and a bucket that is done");
        }
        return new Answer.Page(table, done, changed, gone);
    }

    private static void entry(WireReader reader, Map<String, byte[]> changed) throws WireException {
        String key = null;
        byte[] value = {};
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> key = reader.text(MAX_KEY);
                case 2 -> value = reader.bytes(MainLink.MAX_BYTES);
                default -> {}
            }
        }
        if (key == null) {
            throw new WireException("an entry needs a key");
        }
        changed.put(key, value);
    }
}
