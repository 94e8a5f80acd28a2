package org.breakwater.dns.zone;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/**
 * The difference between two versions of a zone (RFC 1995 §4).
 *
 * @param from SOA of the version before
 * @param to SOA of the version after
 * @param removed records that are gone, without the SOA
 * @param added records that are new, without the SOA
 */
public record ZoneDelta(SOARecord from, SOARecord to, List<Record> removed, List<Record> added) {

    /** Copies the lists. */
    public ZoneDelta {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** What must be done to {@code before} so that it becomes {@code after}. */
    public static ZoneDelta between(ZoneContents before, ZoneContents after) {
        return new ZoneDelta(before.soa(), after.soa(), missing(before, after), missing(after, before));
    }

    /** True when nothing but perhaps the SOA differs. */
    public boolean isEmpty() {
        return removed.isEmpty() && added.isEmpty() && from.equals(to);
    }

    /** How many records it names, both SOAs included. */
    public int size() {
        return removed.size() + added.size() + 2;
    }

    /**
     * Carries it out.
     *
     * @throws ZoneException when it does not fit: another serial, a record to remove that is not there, or a result that
     *     is no zone. The zone must be transferred as a whole then.
     */
    public ZoneContents applyTo(ZoneContents zone) throws ZoneException {
        if (zone.serial() != from.getSerial()) {
            throw new ZoneException("zone " + zone.origin() + ": a difference starts at serial " + from.getSerial()
                    + ", the zone has " + zone.serial());
        }
        Set<Key> left = new LinkedHashSet<>();
        for (Record record : zone.records()) {
            if (record.getType() != Type.SOA) {
                left.add(new Key(record));
            }
        }
        for (Record record : removed) {
            if (!left.remove(new Key(record))) {
                throw new ZoneException("zone " + zone.origin() + ": a difference removes " + record.getName() + " "
                        + Type.string(record.getType()) + ", which is not there");
            }
        }
        for (Record record : added) {
            left.add(new Key(record));
        }
        List<Record> records = new ArrayList<>();
        records.add(to);
        left.forEach(key -> records.add(key.record()));
        return ZoneContents.of(zone.origin(), records);
    }

    private static List<Record> missing(ZoneContents present, ZoneContents absent) {
        Set<Key> known = new LinkedHashSet<>();
        absent.records().forEach(record -> known.add(new Key(record)));
        return present.records().stream()
                .filter(record -> record.getType() != Type.SOA && !known.contains(new Key(record)))
                .toList();
    }

    /** dnsjava's equality leaves out the TTL; a change of it is a change of the zone. */
    private record Key(Record record) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.record.equals(record) && key.record.getTTL() == record.getTTL();
        }

        @Override
        public int hashCode() {
            return record.hashCode();
        }
    }
}
