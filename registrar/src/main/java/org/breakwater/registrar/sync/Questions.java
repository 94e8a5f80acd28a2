package org.breakwater.registrar.sync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.breakwater.platform.wire.WireReader;
import org.breakwater.platform.wire.WireWriter;
import org.breakwater.registrar.location.AorState;
import org.breakwater.registrar.location.AorStateCodec;

/** Questions as octets. */
public final class Questions implements Codec<Question> {

    private static final int FORMAT = 1;
    private static final int COMPARE = 1;
    private static final int FETCH = 2;
    private static final int PUSH = 3;
    private static final int MAX_TEXT = 4096;
    private static final int MAX_REFRESH = 86_400;
    private static final int SITE = 1;
    private static final int REFRESH = 2;
    private static final int SAYS_VERDICT = 4;
    private static final int SAYS_REGISTRATIONS = 5;

    private final AorStateCodec bindings = new AorStateCodec();

    @Override
    public byte[] encode(Question question) {
        WireWriter writer = WireWriter.format(FORMAT).text(SITE, question.site());
        if (question instanceof Question.Compare compare) {
            writer.number(REFRESH, compare.refreshSeconds());
            compare.versions()
                    .forEach((table, version) -> writer.nested(
                            3, WireWriter.nested().number(1, table.number()).number(2, version)));
            writer.text(SAYS_VERDICT, compare.says().verdict())
                    .numberUnlessZero(SAYS_REGISTRATIONS, compare.says().registrations());
            return Frames.pack(COMPARE, writer.toBytes());
        }
        if (question instanceof Question.Fetch fetch) {
            writer.number(REFRESH, fetch.refreshSeconds())
                    .number(3, fetch.table().number());
            fetch.known()
                    .forEach((bucket, hashes) -> writer.nested(
                            4, WireWriter.nested().number(1, bucket).bytes(2, octets(hashes))));
            return Frames.pack(FETCH, writer.toBytes());
        }
        Question.Push push = (Question.Push) question;
        push.registrations().forEach(r -> writer.nested(3, registration(r)));
        push.records().forEach(r -> writer.nested(4, record(r)));
        push.calls().forEach(c -> writer.nested(5, CallDetails.write(c)));
        return Frames.pack(PUSH, writer.toBytes());
    }

    private WireWriter registration(SiteRegistration r) {
        WireWriter writer =
                WireWriter.nested().text(1, r.aor()).bytes(2, bindings.encode(AorState.ofBindings(r.bindings())));
        r.gone()
                .forEach(g -> writer.nested(
                        3, WireWriter.nested().text(1, g.contact()).number(2, g.receivedMillis())));
        return writer;
    }

    private static WireWriter record(CallRecord r) {
        WireWriter writer =
                WireWriter.nested().text(1, r.origin()).number(2, r.id()).number(3, r.timeMillis());
        r.texts().forEach(t -> writer.text(4, t));
        return writer;
    }

    @Override
    public Question decode(byte[] bytes) throws WireException {
        Frames.Frame frame = Frames.unpack(bytes);
        WireReader reader = WireReader.of(frame.content(), Frames.MAX_CONTENT, FORMAT);
        if (!reader.next() || reader.tag() != SITE) {
            throw new WireException("the question names no site");
        }
        String site = reader.text(Question.MAX_SITE);
        return switch (frame.kind()) {
            case COMPARE -> compare(site, reader);
            case FETCH -> fetch(site, reader);
            case PUSH -> push(site, reader);
            default -> throw new WireException("there is no question of kind " + frame.kind());
        };
    }

    private static Question compare(String site, WireReader reader) throws WireException {
        int refresh = 1;
        Map<SyncTable, Long> versions = new EnumMap<>(SyncTable.class);
        String verdict = "";
        int registrations = 0;
        while (reader.next()) {
            switch (reader.tag()) {
                case REFRESH -> refresh = reader.integer(1, MAX_REFRESH);
                case 3 -> {
                    long[] pair = numbers(reader.nested());
                    versions.put(SyncTable.of(pair[1]), pair[2]);
                }
                case SAYS_VERDICT -> verdict = reader.text(Question.MAX_VERDICT);
                case SAYS_REGISTRATIONS -> registrations = reader.integer(0, Integer.MAX_VALUE);
                default -> {}
            }
        }
        return new Question.Compare(site, refresh, versions, new Question.Says(verdict, registrations));
    }

    private static Question fetch(String site, WireReader reader) throws WireException {
        int refresh = 1;
        SyncTable table = null;
        Map<Integer, List<Long>> known = new LinkedHashMap<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case REFRESH -> refresh = reader.integer(1, MAX_REFRESH);
                case 3 -> table = SyncTable.of(reader.number());
                case 4 -> bucket(reader.nested(), known);
                default -> {}
            }
        }
        if (table == null || known.isEmpty()) {
            throw new WireException("the question names no table or no bucket");
        }
        return new Question.Fetch(site, refresh, table, known);
    }

    private static void bucket(WireReader reader, Map<Integer, List<Long>> known) throws WireException {
        int bucket = 0;
        List<Long> hashes = List.of();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> bucket = reader.integer(0, Contents.BUCKETS - 1);
                case 2 -> hashes = longs(reader.bytes(1 << 20));
                default -> {}
            }
        }
        known.put(bucket, hashes);
    }

    private Question push(String site, WireReader reader) throws WireException {
        List<SiteRegistration> registrations = new ArrayList<>();
        List<CallRecord> records = new ArrayList<>();
        List<CallDetail> calls = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 3 -> registrations.add(registration(reader.nested()));
                case 4 -> records.add(record(reader.nested()));
                case 5 -> calls.add(CallDetails.read(reader.nested()));
                default -> {}
            }
        }
        return new Question.Push(site, registrations, records, calls);
    }

    private SiteRegistration registration(WireReader reader) throws WireException {
        String aor = null;
        AorState state = null;
        List<SiteRegistration.Gone> gone = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> aor = reader.text(MAX_TEXT);
                case 2 -> state = bindings.decode(reader.bytes(AorStateCodec.MAX_BYTES));
                case 3 -> gone.add(gone(reader.nested()));
                default -> {}
            }
        }
        if (aor == null || state == null) {
            throw new WireException("a registration needs an address of record and bindings");
        }
        return new SiteRegistration(
                aor, state.present() == null ? List.of() : state.present().bindings(), gone);
    }

    private static SiteRegistration.Gone gone(WireReader reader) throws WireException {
        String contact = "";
        long received = 0;
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> contact = reader.text(64 << 10);
                case 2 -> received = reader.number();
                default -> {}
            }
        }
        return new SiteRegistration.Gone(contact, received);
    }

    private static CallRecord record(WireReader reader) throws WireException {
        String origin = "";
        long[] numbers = new long[4];
        List<String> texts = new ArrayList<>();
        while (reader.next()) {
            switch (reader.tag()) {
                case 1 -> origin = reader.text(64);
                case 2, 3 -> numbers[reader.tag()] = reader.number();
                case 4 -> texts.add(reader.text(MAX_TEXT));
                default -> {}
            }
        }
        if (origin.isEmpty() || texts.size() != CallRecord.COLUMNS.size()) {
            throw new WireException("a call record needs an origin and " + CallRecord.COLUMNS.size() + " texts");
        }
        return new CallRecord(origin, numbers[2], numbers[3], texts);
    }

    /** Fields 1 and 2 as numbers. */
    static long[] numbers(WireReader reader) throws WireException {
        long[] numbers = new long[3];
        while (reader.next()) {
            if (reader.tag() <= 2) {
                numbers[reader.tag()] = reader.number();
            }
        }
        return numbers;
    }

    static byte[] octets(List<Long> values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * Long.BYTES);
        values.forEach(buffer::putLong);
        return buffer.array();
    }

    static List<Long> longs(byte[] octets) throws WireException {
        if (octets.length % Long.BYTES != 0) {
            throw new WireException(octets.length + " octets are no whole number of hashes");
        }
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        List<Long> values = new ArrayList<>();
        while (buffer.hasRemaining()) {
            values.add(buffer.getLong());
        }
        return values;
    }
}
