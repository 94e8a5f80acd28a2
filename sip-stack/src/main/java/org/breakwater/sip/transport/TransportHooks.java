package org.breakwater.sip.transport;

import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.HttpReceiver;
import org.breakwater.sip.flow.MessageTap;

/**
 * Who looks on.
 *
 * @param tap sees every message
 * @param gate decides who is listened to
 * @param http takes HTTP requests; null answers them 404, but lets WebSockets in on WS and WSS sockets
 */
public record TransportHooks(MessageTap tap, ConnectionGate gate, HttpReceiver http) {

    /** Nobody looks on, everybody is let in. */
    public static final TransportHooks NONE = new TransportHooks(MessageTap.NONE, ConnectionGate.OPEN, null);
}
