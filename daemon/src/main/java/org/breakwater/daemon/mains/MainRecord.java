package org.breakwater.daemon.mains;

import java.util.List;
import org.breakwater.platform.config.ListenAddress;

/**
 * What a main server tells the others of itself.
 *
 * @param run which run of it; the next one tells anew
 * @param sockets where it takes SIP over connections, the best first; none before it listens
 * @param well whether it takes phones and keeps up
 * @param key what tickets for it are signed with, 32 octets in hexadecimal; made anew by each run
 */
public record MainRecord(String run, List<ListenAddress> sockets, boolean well, String key) {

    /** Copies the list. */
    public MainRecord {
        sockets = List.copyOf(sockets);
    }
}
