package org.breakwater.sip.flow;

/** Sees every message in and out, for traces. Called on workers; must be quick. */
public interface MessageTap {

    /** Sees nothing. */
    MessageTap NONE = (flow, inbound, message) -> {};

    /** A message came in or was handed to the network. */
    void seen(Flow flow, boolean inbound, byte[] message);
}
