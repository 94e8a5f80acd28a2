package org.breakwater.script.module.core;

import java.util.List;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;

/** Finds listening sockets by the names scripts use: {@code udp:192.0.2.1:5060}, {@code 192.0.2.1:5060}, a name. */
public final class Sockets {

    private Sockets() {}

    /** The first socket that fits, or null. Protocol and port that are left out fit any. */
    public static ListenPoint find(List<ListenPoint> sockets, String text) {
        String rest = text.trim();
        String protocol = null;
        int colon = rest.indexOf(':');
        if (colon > 0 && isProtocol(rest.substring(0, colon))) {
            protocol = rest.substring(0, colon);
            rest = rest.substring(colon + 1);
        }
        String host = rest;
        int port = 0;
        int portColon = rest.startsWith("[") ? rest.indexOf(':', rest.indexOf(']') + 1) : rest.indexOf(':');
        if (portColon >= 0) {
            host = rest.substring(0, portColon);
            port = org.breakwater.script.run.Numbers.parseOrZero(rest.substring(portColon + 1));
        }
        for (ListenPoint p : sockets) {
            if ((protocol == null || protocol.equalsIgnoreCase(p.protocol().token()))
                    && (port == 0 || port == p.address().getPort() || port == p.advertisedPort())
                    && isHost(p, host)) {
                return p;
            }
        }
        return null;
    }

    /** The socket with a name, or null. */
    public static ListenPoint named(List<ListenPoint> sockets, String name) {
        return sockets.stream().filter(p -> name.equals(p.name())).findFirst().orElse(null);
    }

    private static boolean isProtocol(String text) {
        return org.breakwater.sip.flow.TransportProtocol.of(text).isPresent();
    }

    private static boolean isHost(ListenPoint p, String host) {
        return Addresses.hostText(p.address().getAddress()).equalsIgnoreCase(host)
                || (p.advertisedHost() != null && p.advertisedHost().equalsIgnoreCase(host))
                || p.address().getAddress().equals(Addresses.numeric(host));
    }
}
