package org.breakwater.script.module.core;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.TransportProtocol;

/** What the core functions ask of the sockets. Called on the message's worker; must not block. */
public interface StatelessForwarder {

    /**
     * Forwards the request without a transaction (RFC 3261 §16.11).
     *
     * @param nextHop URI to send it to, or null for {@code $du} or the Request-URI
     * @param protocol transport to use, or null for what the URI says
     * @return 1, or -1 when it could not be sent
     */
    int forward(ScriptContext ctx, String nextHop, TransportProtocol protocol);

    /**
     * Lets requests to the source address and this port use the connection the message came on (RFC 5923).
     *
     * @return false when the message did not come on a connection
     */
    boolean alias(ScriptContext ctx, int port);
}
