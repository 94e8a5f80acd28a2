package org.breakwater.dns.zone;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** Looks names up in the contents of a zone: RFC 1034 §4.3.2 step 3, wildcards by RFC 4592, DNAME by RFC 6672. */
final class ZoneLookup {

    private final ZoneContents zone;

    ZoneLookup(ZoneContents zone) {
        this.zone = zone;
    }

    Finding find(Name name, int type) {
        int below = name.labels() - zone.origin().labels();
        Node closest = zone.node(zone.origin());
        Name encloser = zone.origin();
        for (int skip = below - 1; skip >= 0; skip--) {
            if (closest.has(Type.DNAME)) {
                return renamed(name, (DNAMERecord) closest.of(Type.DNAME).get(0));
            }
            Name next = skip == 0 ? name : new Name(name, skip);
            Node node = zone.node(next);
            if (node == null) {
                return wildcard(name, encloser, type);
            }
            if (node.has(Type.NS) && !(skip == 0 && type == Type.DS)) {
                return new Finding(Finding.Kind.REFERRAL, node.of(Type.NS));
            }
            closest = node;
            encloser = next;
        }
        return atNode(closest, name, type);
    }

    private Finding atNode(Node node, Name name, int type) {
        if (node.has(Type.CNAME) && type != Type.CNAME && type != Type.ANY) {
            return new Finding(Finding.Kind.ALIAS, named(node.of(Type.CNAME), name));
        }
        if (type == Type.ANY) {
            // One set is enough (RFC 8482 §4.1): a question for everything is of use to attackers only.
            Optional<List<Record>> any = node.first();
            return any.map(set -> new Finding(Finding.Kind.SET, named(set, name)))
                    .orElseGet(this::noData);
        }
        List<Record> set = node.of(type);
        return set.isEmpty() ? noData() : new Finding(Finding.Kind.SET, named(set, name));
    }

    private Finding wildcard(Name name, Name encloser, int type) {
        Node node = zone.node(Names.wildcardOf(encloser));
        return node == null ? new Finding(Finding.Kind.NO_NAME, negative(zone.soa())) : atNode(node, name, type);
    }

    private Finding renamed(Name name, DNAMERecord dname) {
        try {
            Name target = name.fromDNAME(dname);
            CNAMERecord made = new CNAMERecord(name, dname.getDClass(), dname.getTTL(), target);
            return new Finding(Finding.Kind.ALIAS, List.of(dname, made));
        } catch (NameTooLongException e) {
            return Finding.UNAVAILABLE;
        }
    }

    private Finding noData() {
        return new Finding(Finding.Kind.NO_DATA, negative(zone.soa()));
    }

    /** The SOA of negative answers lives as long as they do (RFC 2308 §3). */
    static List<Record> negative(SOARecord soa) {
        long ttl = Math.min(soa.getTTL(), soa.getMinimum());
        return List.of(ttl == soa.getTTL() ? soa : Records.withTtl(soa, ttl));
    }

    private static List<Record> named(List<Record> set, Name name) {
        if (set.get(0).getName().equals(name)) {
            return set;
        }
        return set.stream().map(record -> Records.withName(record, name)).toList();
    }
}
