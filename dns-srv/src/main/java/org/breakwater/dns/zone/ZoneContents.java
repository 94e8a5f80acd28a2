package org.breakwater.dns.zone;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** All records of one version of a zone, checked. */
public final class ZoneContents {

    private final Name origin;
    private final SOARecord soa;
    private final Map<Name, Node> nodes;
    private final int size;

    private ZoneContents(Name origin, SOARecord soa, Map<Name, Node> nodes, int size) {
        this.origin = origin;
        this.soa = soa;
        this.nodes = nodes;
        this.size = size;
    }

    /**
     * Checks and indexes records. Duplicates count once; the records of one set get the TTL of the first (RFC 2181
     * §5.2).
     *
     * @throws ZoneException when the SOA or the NS at the apex is missing, a record lies outside, or an alias has
     *     company
     */
    public static ZoneContents of(Name origin, Collection<? extends Record> records) throws ZoneException {
        Map<Name, Map<Integer, Set<Record>>> sorted = new TreeMap<>();
        for (Record record : records) {
            check(origin, record);
            Set<Record> set = sorted.computeIfAbsent(record.getName(), n -> new TreeMap<>())
                    .computeIfAbsent(record.getType(), t -> new LinkedHashSet<>());
            set.add(
                    set.isEmpty()
                            ? record
                            : withTtl(record, set.iterator().next().getTTL()));
        }
        Map<Name, Node> nodes = new LinkedHashMap<>();
        int size = 0;
        for (Map.Entry<Name, Map<Integer, Set<Record>>> entry : sorted.entrySet()) {
            Map<Integer, List<Record>> sets = new TreeMap<>();
            for (Map.Entry<Integer, Set<Record>> set : entry.getValue().entrySet()) {
                sets.put(set.getKey(), sortedCopy(set.getValue()));
                size += set.getValue().size();
            }
            checkAlias(entry.getKey(), sets);
            nodes.put(entry.getKey(), new Node(sets));
        }
        SOARecord soa = checkApex(origin, nodes.getOrDefault(origin, Node.EMPTY));
        addNamesBetween(origin, nodes);
        return new ZoneContents(origin, soa, nodes, size);
    }

    /** The name at the top. */
    public Name origin() {
        return origin;
    }

    /** Its start of authority, with the serial of this version. */
    public SOARecord soa() {
        return soa;
    }

    /** Serial of this version, 0–2³²−1. */
    public long serial() {
        return soa.getSerial();
    }

    /** How many records there are. */
    public int size() {
        return size;
    }

    /** Every record, the SOA first, in an order that depends on nothing but the records. */
    public List<Record> records() {
        List<Record> all = new ArrayList<>(size);
        all.add(soa);
        for (Node node : nodes.values()) {
            node.sets()
                    .values()
                    .forEach(set -> set.stream()
                            .filter(record -> record.getType() != Type.SOA)
                            .forEach(all::add));
        }
        return all;
    }

    /** The records of one set; empty when there are none. */
    public List<Record> set(Name name, int type) {
        return nodes.getOrDefault(name, Node.EMPTY).of(type);
    }

    /** True when the name exists, even if only between others. */
    public boolean exists(Name name) {
        return nodes.containsKey(name);
    }

    /** The same records under another serial. */
    public ZoneContents withSerial(long serial) {
        SOARecord changed = Records.withSerial(soa, serial);
        Map<Name, Node> copy = new LinkedHashMap<>(nodes);
        Map<Integer, List<Record>> apex = new TreeMap<>(nodes.get(origin).sets());
        apex.put(Type.SOA, List.of(changed));
        copy.put(origin, new Node(apex));
        return new ZoneContents(origin, changed, copy, size);
    }

    /** True when both have the same records, whatever their serials. */
    public boolean sameRecords(ZoneContents other) {
        return ZoneDelta.between(this, other.withSerial(serial())).isEmpty();
    }

    Node node(Name name) {
        return nodes.get(name);
    }

    private static void check(Name origin, Record record) throws ZoneException {
        if (record.getDClass() != DClass.IN) {
            throw new ZoneException(record.getName() + ": class " + DClass.string(record.getDClass())
                    + " cannot be served; write IN or nothing");
        }
        if (!record.getName().subdomain(origin)) {
            throw new ZoneException(record.getName() + " lies outside of zone " + origin);
        }
        if (record.getType() == Type.SOA && !record.getName().equals(origin)) {
            throw new ZoneException(record.getName() + ": an SOA belongs to the top of the zone, " + origin);
        }
    }

    private static void checkAlias(Name name, Map<Integer, List<Record>> sets) throws ZoneException {
        List<Record> aliases = sets.getOrDefault(Type.CNAME, List.of());
        if (aliases.size() > 1 || !aliases.isEmpty() && sets.size() > 1) {
            throw new ZoneException(name + ": a CNAME must be the only record of its name");
        }
    }

    private static SOARecord checkApex(Name origin, Node apex) throws ZoneException {
        if (apex.of(Type.SOA).size() != 1) {
            throw new ZoneException("zone " + origin + " needs one SOA record, it has "
                    + apex.of(Type.SOA).size());
        }
        if (!apex.has(Type.NS)) {
            throw new ZoneException("zone " + origin + " has no NS record at its top");
        }
        return (SOARecord) apex.of(Type.SOA).get(0);
    }

    private static void addNamesBetween(Name origin, Map<Name, Node> nodes) {
        for (Name name : List.copyOf(nodes.keySet())) {
            for (Name above = name; !above.equals(origin); ) {
                above = new Name(above, 1);
                nodes.putIfAbsent(above, Node.EMPTY);
            }
        }
    }

    private static Record withTtl(Record record, long ttl) {
        return record.getTTL() == ttl ? record : Records.withTtl(record, ttl);
    }

    private static List<Record> sortedCopy(Set<Record> records) {
        return records.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
