package org.breakwater.script.module.tm;

import java.util.Optional;
import org.breakwater.script.run.Destination;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.resolve.NextHop;

/**
 * Knows which phones are connected to another server of the cluster. A request to such a phone goes through that server,
 * which sends it over the connection it has: NAT and firewalls of a branch let nobody else in. Called on workers.
 */
@FunctionalInterface
public interface Detours {

    /** A server that is alone. */
    Detours NONE = (holder, hop, request) -> Optional.empty();

    /**
     * How a request gets to its next hop through another server; empty when it goes there directly.
     *
     * @param holder who has the connection, as a lookup found; null when only the next hop is known
     */
    Optional<Detour> of(Destination.Holder holder, NextHop hop, SipMessage request);

    /**
     * The way through another server.
     *
     * @param hop that server
     * @param route Route fields it goes by, each with its line break; they go above those of the request
     */
    record Detour(NextHop hop, String route) {}
}
