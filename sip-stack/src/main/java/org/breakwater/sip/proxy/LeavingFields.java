package org.breakwater.sip.proxy;

import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;

/** Header fields that name the socket a request leaves by, such as Record-Route: written when that is known. */
@FunctionalInterface
public interface LeavingFields {

    /** No such fields. */
    LeavingFields NONE = (from, protocol) -> "";

    /**
     * The fields, each with its line break; empty for none.
     *
     * @param from the socket the request leaves by
     */
    String write(ListenPoint from, TransportProtocol protocol);
}
