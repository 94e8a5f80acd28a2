package org.breakwater.sip.transport;

import org.breakwater.sip.codec.FramingRules;

/**
 * What all sockets of one transport share.
 *
 * @param config what to do
 * @param framing bounds of stream framing
 * @param hooks who looks on
 * @param counters counts
 * @param table open connections
 * @param delivery the way up
 */
record TransportCore(
        TransportConfig config,
        FramingRules framing,
        TransportHooks hooks,
        Counters counters,
        ConnectionTable table,
        Delivery delivery) {

    TransportLimits limits() {
        return config.limits();
    }
}
