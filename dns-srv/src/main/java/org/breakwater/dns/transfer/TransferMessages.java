package org.breakwater.dns.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.breakwater.dns.zone.ZoneDelta;
import org.breakwater.dns.zone.ZoneVersion;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** The messages of one transfer, made one at a time. */
final class TransferMessages implements Iterator<Message> {

    /** Octets a record takes beside its name and data, generously. */
    private static final int RECORD_OVERHEAD = 24;

    private static final int MESSAGE_OCTETS = 16_384;

    private final int id;
    private final Record question;
    private final Iterator<Record> records;
    private Record held;
    private boolean first = true;

    private TransferMessages(Message request, List<Record> records) {
        this.id = request.getHeader().getID();
        this.question = request.getQuestion();
        this.records = records.iterator();
    }

    /** The whole zone: SOA, everything, SOA (RFC 5936 §2.2). */
    static TransferMessages whole(Message request, ZoneVersion zone) {
        List<Record> all = new ArrayList<>(zone.contents().records());
        all.add(zone.contents().soa());
        return new TransferMessages(request, all);
    }

    /**
     * What changed since {@code serial}: one SOA when nothing did, the whole zone when that is not known (RFC 1995 §4).
     */
    static TransferMessages since(Message request, ZoneVersion zone, long serial) {
        SOARecord soa = zone.contents().soa();
        if ((int) (serial - soa.getSerial()) >= 0) {
            return new TransferMessages(request, List.of(soa));
        }
        Optional<List<ZoneDelta>> deltas = zone.since(serial);
        if (deltas.isEmpty()) {
            return whole(request, zone);
        }
        List<Record> all = new ArrayList<>();
        all.add(soa);
        for (ZoneDelta delta : deltas.get()) {
            all.add(delta.from());
            all.addAll(delta.removed());
            all.add(delta.to());
            all.addAll(delta.added());
        }
        all.add(soa);
        return new TransferMessages(request, all);
    }

    @Override
    public boolean hasNext() {
        return held != null || records.hasNext();
    }

    @Override
    public Message next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Message message = new Message(id);
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.AA);
        if (first) {
            message.addRecord(question, Section.QUESTION);
            first = false;
        }
        int room = MESSAGE_OCTETS;
        while (hasNext()) {
            Record record = held != null ? held : records.next();
            int size = size(record);
            if (size > room && room < MESSAGE_OCTETS) {
                held = record;
                return message;
            }
            held = null;
            room -= size;
            message.addRecord(record, Section.ANSWER);
        }
        return message;
    }

    private static int size(Record record) {
        Name name = record.getName();
        return name.length() + RECORD_OVERHEAD + record.rdataToWireCanonical().length;
    }
}
