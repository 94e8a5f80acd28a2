package org.breakwater.sip.transport;

import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.HttpReceiver;
import org.breakwater.sip.flow.MessageTap;
import org.breakwater.sip.flow.MsrpReceiver;

/**
 * Who looks on.
 *
 * @param tap sees every message
 * @param gate decides who is listened to
 * @param http takes HTTP requests; null answers them 404, but lets WebSockets in on WS and WSS sockets
 * @param msrp takes MSRP frames; null takes them for malformed SIP
 */
public record TransportHooks(MessageTap tap, ConnectionGate gate, HttpReceiver http, MsrpReceiver msrp) {

    /** Nobody looks on, everybody is let in. */
    public static final TransportHooks NONE = new TransportHooks(MessageTap.NONE, ConnectionGate.OPEN, null);

    /** The same without MSRP. */
    public TransportHooks(MessageTap tap, ConnectionGate gate, HttpReceiver http) {
        this(tap, gate, http, null);
    }
}
