package org.breakwater.dns.secondary;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.breakwater.dns.zone.ZoneContents;
import org.breakwater.dns.zone.ZoneException;

/** Asks primaries for a zone. Blocks, so it is called on a pool. */
interface ZoneFetch {

    /**
     * Gets the newest version that any primary has.
     *
     * @param have what we have; empty for nothing
     * @param first the primary to ask first, the one that sent NOTIFY; empty for any
     * @return the newer version; empty when ours is the newest
     * @throws IOException when no primary answers
     * @throws ZoneException when what they send is no zone
     */
    Optional<ZoneContents> fetch(Optional<ZoneContents> have, Optional<InetSocketAddress> first)
            throws IOException, ZoneException;
}
