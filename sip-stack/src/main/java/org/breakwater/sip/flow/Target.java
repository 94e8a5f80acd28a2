package org.breakwater.sip.flow;

import java.net.InetSocketAddress;

/**
 * Where a message goes: one concrete next hop, the result of RFC 3263 resolution.
 *
 * @param protocol transport to use
 * @param address numeric address and port
 * @param flowId connection to use while it is open (RFC 5626 §5.3), 0 for none: then one to the address is looked up,
 *     by peer address or alias (RFC 5923), or opened
 * @param from the socket to send from or to name in Via, or null to choose by protocol and address family
 * @param mayConnect whether a connection may be opened when none exists
 * @param serverName name to check and send in TLS, or null
 */
public record Target(
        TransportProtocol protocol,
        InetSocketAddress address,
        long flowId,
        ListenPoint from,
        boolean mayConnect,
        String serverName) {

    /** A target reached by any connection to its address. */
    public static Target of(TransportProtocol protocol, InetSocketAddress address) {
        return new Target(protocol, address, 0, null, true, null);
    }

    /** The same target over a certain connection while that is open. */
    public Target overFlow(long id) {
        return new Target(protocol, address, id, from, mayConnect, serverName);
    }

    /** The same target sent from a certain socket. */
    public Target sentFrom(ListenPoint point) {
        return new Target(protocol, address, flowId, point, mayConnect, serverName);
    }
}
