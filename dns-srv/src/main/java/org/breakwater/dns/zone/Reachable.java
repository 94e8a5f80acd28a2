package org.breakwater.dns.zone;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Type;

/**
 * A copied zone without servers that cannot be reached from here, for a branch that is cut off: SRV shows what is left,
 * and names that lead to lost servers only lead there, too. Servers' own names stay. When nothing is left, all stays.
 */
public final class Reachable {

    private final ZoneContents zone;
    private final Set<Name> targets = new LinkedHashSet<>();
    private final Set<Name> lostTargets = new LinkedHashSet<>();
    private final Set<InetAddress> lostAddresses = new HashSet<>();

    private Reachable(ZoneContents zone, Collection<InetAddress> lost) {
        this.zone = zone;
        for (Record record : zone.records()) {
            if (record instanceof SRVRecord srv && targets.add(srv.getTarget())) {
                List<InetAddress> addresses = addresses(srv.getTarget());
                if (addresses.stream().anyMatch(lost::contains)) {
                    lostTargets.add(srv.getTarget());
                    lostAddresses.addAll(addresses);
                }
            }
        }
    }

    /**
     * The zone as it is useful while some servers do not answer; the serial stays.
     *
     * @param lost an address of each of them, at least
     */
    public static ZoneContents without(Collection<InetAddress> lost, ZoneContents zone) {
        return lost.isEmpty() ? zone : new Reachable(zone, lost).contents();
    }

    private ZoneContents contents() {
        List<Name> left =
                targets.stream().filter(target -> !lostTargets.contains(target)).toList();
        if (left.isEmpty() || left.size() == targets.size()) {
            return zone;
        }
        List<Record> kept = new ArrayList<>();
        for (Record record : zone.records()) {
            if (record instanceof SRVRecord srv) {
                if (left.contains(srv.getTarget()) || allLost(zone.set(record.getName(), Type.SRV))) {
                    kept.add(record);
                }
            } else if (!isAddress(record) || targets.contains(record.getName())) {
                kept.add(record);
            } else {
                kept.addAll(instead(record, left));
            }
        }
        try {
            return ZoneContents.of(zone.origin(), kept);
        } catch (ZoneException e) {
            throw new IllegalStateException("a part of a good zone is not good: " + zone.origin(), e);
        }
    }

    /** The address itself, or those of what is left when its name has none that answers. */
    private List<Record> instead(Record address, List<Name> left) {
        List<Record> set = zone.set(address.getName(), address.getType());
        if (!isLostAddress(address)) {
            return List.of(address);
        }
        if (!set.stream().allMatch(this::isLostAddress)) {
            return List.of();
        }
        List<Record> others = new ArrayList<>();
        for (Name target : left) {
            for (Record other : zone.set(target, address.getType())) {
                others.add(Records.withTtl(Records.withName(other, address.getName()), address.getTTL()));
            }
        }
        return others.isEmpty() ? List.of(address) : others;
    }

    private boolean allLost(List<Record> services) {
        return services.stream().allMatch(srv -> lostTargets.contains(((SRVRecord) srv).getTarget()));
    }

    private List<InetAddress> addresses(Name target) {
        List<InetAddress> addresses = new ArrayList<>();
        zone.set(target, Type.A).forEach(a -> addresses.add(((ARecord) a).getAddress()));
        zone.set(target, Type.AAAA).forEach(a -> addresses.add(((AAAARecord) a).getAddress()));
        return addresses;
    }

    private boolean isLostAddress(Record record) {
        return record instanceof ARecord a && lostAddresses.contains(a.getAddress())
                || record instanceof AAAARecord aaaa && lostAddresses.contains(aaaa.getAddress());
    }

    private static boolean isAddress(Record record) {
        return record.getType() == Type.A || record.getType() == Type.AAAA;
    }
}
