package org.breakwater.sip.flow;

import java.util.Map;

/**
 * What transport has counted since it started.
 *
 * @param connections open now
 * @param accepted incoming connections taken
 * @param refused incoming connections closed at once: gate or limit
 * @param connected outgoing connections opened
 * @param connectFailed outgoing connections that failed to open
 * @param expired connections closed by a timeout or for a stalled peer
 * @param malformed inputs that were no SIP message
 * @param gated messages dropped by the gate
 * @param sendFailed messages that could not be sent
 * @param overflowed messages that found the queue of their worker full
 * @param bytesIn octets of messages in
 * @param bytesOut octets of messages out
 * @param messagesIn messages in, by protocol
 * @param messagesOut messages out, by protocol
 */
public record TransportCounters(
        long connections,
        long accepted,
        long refused,
        long connected,
        long connectFailed,
        long expired,
        long malformed,
        long gated,
        long sendFailed,
        long overflowed,
        long bytesIn,
        long bytesOut,
        Map<TransportProtocol, Long> messagesIn,
        Map<TransportProtocol, Long> messagesOut) {}
