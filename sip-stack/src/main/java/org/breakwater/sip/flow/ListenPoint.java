package org.breakwater.sip.flow;

import java.net.InetSocketAddress;

/**
 * A socket the server listens on.
 *
 * @param protocol what is spoken there
 * @param address where it is bound, with the real port
 * @param advertisedHost host to write into Via and Record-Route instead of the bound one, or null
 * @param advertisedPort port to go with it, or -1
 * @param name the name the script knows it by, or null
 */
public record ListenPoint(
        TransportProtocol protocol, InetSocketAddress address, String advertisedHost, int advertisedPort, String name) {

    /** A socket without an advertised address or a name. */
    public static ListenPoint of(TransportProtocol protocol, InetSocketAddress address) {
        return new ListenPoint(protocol, address, null, -1, null);
    }

    /** Host for Via and Record-Route; IPv6 in brackets. */
    public String viaHost() {
        return advertisedHost != null ? advertisedHost : Addresses.hostText(address.getAddress());
    }

    /** Port for Via and Record-Route. */
    public int viaPort() {
        return advertisedPort > 0 ? advertisedPort : address.getPort();
    }

    /** As Kamailio names sockets: {@code tcp:127.0.0.1:5060}. */
    @Override
    public String toString() {
        return protocol.token() + ':' + Addresses.hostText(address.getAddress()) + ':' + address.getPort();
    }
}
