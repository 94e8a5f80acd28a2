package org.breakwater.platform.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;

/**
 * The cluster of main servers.
 *
 * @param name name of the cluster, the same on every server
 * @param node this server's id, unique in the cluster; it appears in bindings and calls
 * @param bind address and port for the other servers and the satellites
 * @param advertise how they reach it, when that differs from {@code bind}
 * @param members the other servers; may contain this one
 * @param membersSrv DNS name of SRV records with all servers, instead of {@code members}
 * @param backups copies of each entry on other servers, 1 to 3
 * @param times when a server counts as gone
 */
public record ClusterConfig(
        String name,
        String node,
        HostPort bind,
        Optional<HostPort> advertise,
        List<HostPort> members,
        Optional<String> membersSrv,
        int backups,
        Times times) {

    /** Port when none is given. */
    public static final int DEFAULT_PORT = 5701;

    /** Addresses that strangers do not reach: private, loopback, link-local, shared by a carrier (RFC 6598), ULA. */
    private static final NetworkList NOT_PUBLIC = NetworkList.parse(List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10"));

    /** Copies the list. */
    public ClusterConfig {
        members = List.copyOf(members);
    }

    /**
     * When a server counts as gone and how it comes back; the defaults suit a link of 1 Mbit/s.
     *
     * @param heartbeatSeconds between two signs of life
     * @param deadSeconds without a sign of life a server is taken for gone
     * @param connectSeconds for a TCP connection to be made
     * @param mergeSeconds how often servers that lost one another look for one another
     * @param joinSeconds how long a starting server keeps phones waiting for the others
     * @param acknowledgeMillis how long the 200 of a REGISTER waits for another server to hold the registration; 0 for not
     *     at all
     */
    public record Times(
            int heartbeatSeconds,
            int deadSeconds,
            int connectSeconds,
            int mergeSeconds,
            int joinSeconds,
            int acknowledgeMillis) {

        /** What is used when nothing is configured. */
        public static final Times DEFAULT = new Times(2, 12, 5, 10, 30, 200);
    }

    /**
     * Says what is wrong with an address to bind: the cluster's protocol has neither encryption nor passwords.
     *
     * @param iKnow whether the administrator wants it although it is public
     * @throws IllegalArgumentException with a sentence saying what to do
     */
    public static void checkBind(String host, boolean iKnow) {
        InetAddress address = IpNetwork.parseAddress(host);
        if (!iKnow && !NOT_PUBLIC.contains(address)) {
            String what = address.isAnyLocalAddress() ? "every address of this machine" : "a public address";
            throw new IllegalArgumentException(
                    "\"" + host + "\" is " + what + ", and whoever reaches the cluster's port"
                            + " can read and change its state; bind an address inside the VPN, or say i_know: true");
        }
    }
}
