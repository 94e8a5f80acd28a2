package org.breakwater.script.run;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.ListenPoint;

/** What counts as {@code myself}: sockets, aliases, and names that modules vouch for. Safe on any thread. */
public final class LocalDomains {

    /** A name that counts as ours. */
    public interface Check {
        /**
         * Whether this host is ours.
         *
         * @param host as in the URI
         * @param port as in the URI, 0 if absent
         * @param protocol transport token, or null
         */
        boolean isLocal(String host, int port, String protocol);
    }

    private volatile List<ListenPoint> sockets = List.of();
    private final List<Check> checks = new CopyOnWriteArrayList<>();

    /** Says which sockets the server listens on; aliases and modules come by {@link #add}. */
    public void setSockets(List<ListenPoint> listenPoints) {
        sockets = List.copyOf(listenPoints);
    }

    /** The sockets the server listens on; empty before the server starts. */
    public List<ListenPoint> sockets() {
        return sockets;
    }

    /** Adds a check. */
    public void add(Check check) {
        checks.add(check);
    }

    /**
     * Whether host and port are ours.
     *
     * @param port 0 when absent: then any port matches
     * @param protocol transport token or null: then any matches
     */
    public boolean isLocal(String host, int port, String protocol) {
        for (ListenPoint p : sockets) {
            if ((port == 0 || port == p.address().getPort() || port == p.advertisedPort())
                    && (protocol == null || protocol.equals(p.protocol().token()))
                    && isHostOf(p, host)) {
                return true;
            }
        }
        for (Check check : checks) {
            if (check.isLocal(host, port, protocol)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHostOf(ListenPoint p, String host) {
        String bound = Addresses.hostText(p.address().getAddress());
        return bound.equalsIgnoreCase(host)
                || (p.advertisedHost() != null && p.advertisedHost().equalsIgnoreCase(host))
                || (host.startsWith("[") && p.address().getAddress().equals(Addresses.numeric(host)));
    }
}
