package org.breakwater.pbx.names;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.breakwater.dns.zone.Topology;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.sip.flow.Addresses;

/**
 * What main servers have in common: the zone of the phones, the names in it, and the addresses of all mains. Each main
 * takes them for its own, so that a request within a dialog may reach any of them, whichever recorded its route.
 */
public final class SiteNames implements LocalDomains.Check {

    private final Set<String> hosts = new HashSet<>();
    private final Set<Integer> ports;

    /** Names and addresses of that topology, at the ports of its services. */
    public SiteNames(Topology topology) {
        String zone = topology.zone().toString(true);
        add(zone);
        topology.serviceNames().forEach(label -> add(label + "." + zone));
        for (Topology.MainServer main : topology.mains()) {
            add(main.name() + "." + zone);
            for (InetAddress address : main.addresses()) {
                add(Addresses.hostText(address));
            }
        }
        ports = topology.services().stream().map(Topology.OfferedService::port).collect(Collectors.toUnmodifiableSet());
    }

    private void add(String host) {
        hosts.add(host.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean isLocal(String host, int port, String protocol) {
        return (port == 0 || ports.contains(port)) && hosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
