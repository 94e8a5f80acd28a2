package org.breakwater.registrar.register;

import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.state.Member;

/** Ids for bindings that no other server and no earlier run gives out: prefix, server, run, number. */
public final class RecordIds {

    private final String prefix;
    private final String origin;
    private final AtomicLong next = new AtomicLong();

    /** Ids of that run of that server. */
    public RecordIds(Member self) {
        this.prefix = "uloc-" + self.node() + '-' + self.run() + '-';
        this.origin = self.text();
    }

    /**
     * @param serverId number of this server, 0 to 65535
     * @param startSeconds second since 1970 at which the server started
     */
    public RecordIds(int serverId, long startSeconds) {
        this(Member.startedAt(Integer.toHexString(serverId), startSeconds));
    }

    /** A new id. */
    public String next() {
        return prefix + Long.toHexString(next.incrementAndGet());
    }

    /** The run of this server, as bindings name the holder of their connection. */
    public String origin() {
        return origin;
    }
}
