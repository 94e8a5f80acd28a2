package org.breakwater.platform.security;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Limits how many connections one source has at a time. Safe on any thread; holds only sources that are connected. */
public final class ConnectionQuota {

    private final int limit;
    private final NetworkList trusted;
    private final Map<Address128, Integer> open = new ConcurrentHashMap<>();

    /**
     * Counts connections.
     *
     * @param limit 1 or more for each IPv4 address or IPv6 /64
     * @param trusted networks without a limit
     */
    public ConnectionQuota(int limit, NetworkList trusted) {
        this.limit = limit;
        this.trusted = trusted;
    }

    /** Counts a new connection; false when the source has its share already. Call {@link #closed} only after true. */
    public boolean opened(InetAddress source) {
        int allowed = trusted.contains(source) ? Integer.MAX_VALUE : limit;
        boolean[] accepted = new boolean[1];
        open.compute(SourceKey.of(source), (key, count) -> {
            int now = count == null ? 0 : count;
            accepted[0] = now < allowed;
            return accepted[0] ? Integer.valueOf(now + 1) : count;
        });
        return accepted[0];
    }

    /** Says that a counted connection is gone. */
    public void closed(InetAddress source) {
        open.computeIfPresent(SourceKey.of(source), (key, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }

    /** How many sources are connected. */
    public int sources() {
        return open.size();
    }
}
