package org.breakwater.dns.zone;

import java.util.Arrays;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

/** Copies of records with one part changed. */
final class Records {

    /** Type, class, TTL and length stand between the owner's name and the data (RFC 1035 §3.2.1). */
    private static final int FIXED_PART = 10;

    private Records() {}

    static SOARecord withSerial(SOARecord soa, long serial) {
        return new SOARecord(
                soa.getName(),
                soa.getDClass(),
                soa.getTTL(),
                soa.getHost(),
                soa.getAdmin(),
                serial,
                soa.getRefresh(),
                soa.getRetry(),
                soa.getExpire(),
                soa.getMinimum());
    }

    static Record withTtl(Record record, long ttl) {
        return Record.newRecord(record.getName(), record.getType(), record.getDClass(), ttl, data(record));
    }

    static Record withName(Record record, Name name) {
        return Record.newRecord(name, record.getType(), record.getDClass(), record.getTTL(), data(record));
    }

    private static byte[] data(Record record) {
        byte[] wire = record.toWire(Section.ANSWER);
        return Arrays.copyOfRange(wire, record.getName().length() + FIXED_PART, wire.length);
    }
}
