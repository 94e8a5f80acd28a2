package org.breakwater.script.module.nathelper;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.sip.flow.Addresses;

/** Addresses that do not reach the Internet: RFC 1918, shared by carriers (RFC 6598), IPv4 continuity (RFC 7335). */
final class PrivateNetworks {

    private static final List<IpNetwork> NETWORKS = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/29")
            .map(IpNetwork::parse)
            .toList();

    private PrivateNetworks() {}

    /** Whether a host is a numeric private address. */
    static boolean contains(String host) {
        InetAddress address = host == null ? null : Addresses.numeric(host);
        return address != null && contains(address);
    }

    static boolean contains(InetAddress address) {
        return NETWORKS.stream().anyMatch(n -> n.contains(address));
    }
}
