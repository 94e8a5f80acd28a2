package org.breakwater.dns.zone;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;

/**
 * Makes the zone that one view shows. A view belongs to one branch or to none, and the generator is given that one: a
 * second LifeGUARD cannot get into an answer.
 */
public final class ZoneGenerator {

    private final Topology topology;

    /** Makes zones of {@code topology}. */
    public ZoneGenerator(Topology topology) {
        this.topology = topology;
    }

    /**
     * The zone as a branch sees it.
     *
     * @param lifeGuard the branch's own server; empty for the default view
     * @param down names of mains that are not to be used; ignored when that would leave none
     * @param serial of the SOA record
     * @throws ZoneException when names of servers collide with others
     */
    public ZoneContents generate(Optional<Topology.LifeGuard> lifeGuard, Set<String> down, long serial)
            throws ZoneException {
        List<Record> records = new ArrayList<>();
        List<Topology.MainServer> usable = usable(down);
        addApex(records, lifeGuard, serial);
        for (Topology.MainServer main : topology.mains()) {
            addAddresses(records, host(main.name()), topology.times().hostTtl(), main.addresses());
        }
        lifeGuard.ifPresent(
                own -> addAddresses(records, host(own.name()), topology.times().hostTtl(), own.addresses()));
        for (Topology.MainServer main : usable) {
            long ttl = topology.times().serviceTtl();
            addAddresses(records, topology.zone(), ttl, main.addresses());
            topology.serviceNames().forEach(name -> addAddresses(records, host(name), ttl, main.addresses()));
        }
        for (Topology.OfferedService offer : topology.services()) {
            addService(records, offer, usable, lifeGuard);
        }
        return ZoneContents.of(topology.zone(), records);
    }

    private List<Topology.MainServer> usable(Set<String> down) {
        List<Topology.MainServer> up = topology.mains().stream()
                .filter(main -> !down.contains(main.name()))
                .toList();
        return up.isEmpty() ? topology.mains() : up;
    }

    private void addApex(List<Record> records, Optional<Topology.LifeGuard> lifeGuard, long serial) {
        Topology.ZoneTimes times = topology.times();
        Name zone = topology.zone();
        Name first = host(topology.mains().get(0).name());
        records.add(new SOARecord(
                zone,
                DClass.IN,
                times.hostTtl(),
                first,
                host("hostmaster"),
                serial,
                times.refresh(),
                times.retry(),
                times.expire(),
                times.negativeTtl()));
        topology.mains()
                .forEach(main -> records.add(new NSRecord(zone, DClass.IN, times.hostTtl(), host(main.name()))));
        lifeGuard.ifPresent(own -> records.add(new NSRecord(zone, DClass.IN, times.hostTtl(), host(own.name()))));
    }

    private void addService(
            List<Record> records,
            Topology.OfferedService offer,
            List<Topology.MainServer> usable,
            Optional<Topology.LifeGuard> lifeGuard) {
        Name zone = topology.zone();
        Name service = host(offer.service().srv());
        records.add(new NAPTRRecord(
                zone,
                DClass.IN,
                topology.times().hostTtl(),
                offer.order(),
                offer.preference(),
                "S",
                offer.service().naptr(),
                "",
                service));
        for (Topology.MainServer main : usable) {
            records.add(srv(service, offer, main.priority(), main.weight(), main.name()));
        }
        lifeGuard.ifPresent(own -> records.add(srv(service, offer, own.priority(), own.weight(), own.name())));
    }

    private Record srv(Name service, Topology.OfferedService offer, int priority, int weight, String target) {
        return new SRVRecord(
                service, DClass.IN, topology.times().serviceTtl(), priority, weight, offer.port(), host(target));
    }

    private static void addAddresses(List<Record> records, Name name, long ttl, List<InetAddress> addresses) {
        for (InetAddress address : addresses) {
            records.add(
                    address instanceof Inet4Address
                            ? new ARecord(name, DClass.IN, ttl, address)
                            : new AAAARecord(name, DClass.IN, ttl, address));
        }
    }

    private Name host(String labels) {
        return Names.below(labels, topology.zone());
    }
}
