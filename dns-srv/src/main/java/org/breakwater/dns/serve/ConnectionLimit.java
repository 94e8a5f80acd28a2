package org.breakwater.dns.serve;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.ConnectionQuota;
import org.breakwater.platform.security.NetworkList;

/** How many TCP connections there may be, in all and from one source. Any thread. */
public final class ConnectionLimit {

    private final int max;
    private final ConnectionQuota quota;
    private final AtomicInteger open = new AtomicInteger();
    private final Counter refused;

    /**
     * No connection yet.
     *
     * @param max in all
     * @param perSource from one IPv4 address or IPv6 /64 network
     */
    public ConnectionLimit(int max, int perSource, Metrics metrics) {
        this.max = max;
        this.quota = new ConnectionQuota(perSource, NetworkList.EMPTY);
        refused = metrics.counter("breakwater_dns_connections_refused", "TCP connections closed at once");
        metrics.gauge("breakwater_dns_connections", "TCP connections", open::get);
    }

    /** Counts a connection; false when it is one too many. {@link #closed} only after true. */
    boolean opened(InetAddress source) {
        if (open.incrementAndGet() <= max && quota.opened(source)) {
            return true;
        }
        open.decrementAndGet();
        refused.increment();
        return false;
    }

    void closed(InetAddress source) {
        open.decrementAndGet();
        quota.closed(source);
    }
}
