package org.breakwater.registrar.register;

import java.util.concurrent.atomic.AtomicLong;

/** Ids for bindings that no other server and no earlier run gives out: prefix, start time, number. */
public final class RecordIds {

    private final String prefix;
    private final AtomicLong next = new AtomicLong();

    /**
     * @param serverId number of this server, 0 to 65535
     * @param startSeconds second since 1970 at which the server started
     */
    public RecordIds(int serverId, long startSeconds) {
        this.prefix = "uloc-" + Integer.toHexString(serverId) + '-' + Long.toHexString(startSeconds) + '-';
    }

    /** A new id. */
    public String next() {
        return prefix + Long.toHexString(next.incrementAndGet());
    }
}
