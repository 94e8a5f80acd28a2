package org.breakwater.dns.zone;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.security.IpNetwork;
import org.xbill.DNS.Name;

/**
 * The company's servers and sites, from which the zone of the phones follows.
 *
 * @param zone its name
 * @param times how long its records may be remembered
 * @param services the transports, best first
 * @param serviceNames labels below the zone that have the addresses of the mains, as the zone itself has
 * @param mains the main servers, 1 or more
 * @param branches the sites with a view of their own
 */
public record Topology(
        Name zone,
        ZoneTimes times,
        List<OfferedService> services,
        List<String> serviceNames,
        List<MainServer> mains,
        List<Branch> branches) {

    /** Copies the lists. */
    public Topology {
        services = List.copyOf(services);
        serviceNames = List.copyOf(serviceNames);
        mains = List.copyOf(mains);
        branches = List.copyOf(branches);
    }

    /**
     * TTLs and the times of the SOA record, all in seconds.
     *
     * @param serviceTtl of SRV and of addresses that change with the health of the mains
     * @param hostTtl of the rest
     * @param negativeTtl of negative answers
     * @param refresh how often secondaries ask for changes
     * @param retry how soon they ask again after a failure
     * @param expire how long they go on without a primary
     */
    public record ZoneTimes(long serviceTtl, long hostTtl, long negativeTtl, long refresh, long retry, long expire) {}

    /**
     * A transport that is offered.
     *
     * @param service which
     * @param order of its NAPTR record, 0–65535; the lowest is best
     * @param preference among those of the same order, 0–65535
     * @param port of its SRV records, 1–65535
     */
    public record OfferedService(SipService service, int order, int preference, int port) {}

    /**
     * A main server.
     *
     * @param name one label below the zone; also its name for health
     * @param addresses IPv4 and IPv6, 1 or more
     * @param priority of its SRV records, 0–65535; the lowest is tried first
     * @param weight among those of the same priority, 0–65535
     */
    public record MainServer(String name, List<InetAddress> addresses, int priority, int weight) {
        /** Copies the list. */
        public MainServer {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * A branch office.
     *
     * @param name of its view
     * @param prefixes the addresses of its phones
     * @param lifeGuard its own server; empty when it has none
     */
    public record Branch(String name, List<IpNetwork> prefixes, Optional<LifeGuard> lifeGuard) {
        /** Copies the list. */
        public Branch {
            prefixes = List.copyOf(prefixes);
        }
    }

    /**
     * The server of a branch office.
     *
     * @param name one label below the zone
     * @param addresses IPv4 and IPv6, 1 or more
     * @param priority of its SRV records, after those of the mains
     * @param weight of its SRV records
     */
    public record LifeGuard(String name, List<InetAddress> addresses, int priority, int weight) {
        /** Copies the list. */
        public LifeGuard {
            addresses = List.copyOf(addresses);
        }
    }
}
