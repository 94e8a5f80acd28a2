package org.breakwater.sip.transport;

/**
 * What a peer may cost. Times in milliseconds.
 *
 * @param headerTimeout from the first octet of a message to the end of its header section
 * @param messageTimeout from the first octet of a message to its last
 * @param firstMessageTimeout from opening to the first complete message; afterwards the lifetime counts
 * @param lifetime from the last octet in or out to closing
 * @param handshakeTimeout for a TLS handshake, and again for a WebSocket one
 * @param connectTimeout for an outgoing TCP connection
 * @param connectQueue messages that may wait while a connection opens
 * @param maxConnections open connections in all
 * @param maxConnectionsPerSource incoming connections from one address
 * @param writeQueueBytes octets that may wait to be written on a connection; a message more fails
 * @param writeStall without any progress of a non-empty write queue, or without any sign of the peer for what was sent
 *     to it (TCP_USER_TIMEOUT), the connection is closed. TCP repeats less and less often: 6 s leave no pause above
 *     3 s after a line was cut
 * @param maxHeaderBytes start line and header section of a message
 */
public record TransportLimits(
        long headerTimeout,
        long messageTimeout,
        long firstMessageTimeout,
        long lifetime,
        long handshakeTimeout,
        int connectTimeout,
        int connectQueue,
        int maxConnections,
        int maxConnectionsPerSource,
        int writeQueueBytes,
        long writeStall,
        int maxHeaderBytes) {

    /** What suits a server of some ten thousand phones behind few addresses. */
    public static final TransportLimits DEFAULT = new TransportLimits(
            10_000, 30_000, 30_000, 3_605_000, 5_000, 5_000, 64, 65_536, 16_384, 262_144, 6_000, 32_768);

    /** The same with other caps on connections. */
    public TransportLimits withConnections(int all, int perSource) {
        return new TransportLimits(
                headerTimeout,
                messageTimeout,
                firstMessageTimeout,
                lifetime,
                handshakeTimeout,
                connectTimeout,
                connectQueue,
                all,
                perSource,
                writeQueueBytes,
                writeStall,
                maxHeaderBytes);
    }

    /** The same with another life of idle connections. */
    public TransportLimits withLifetime(long millis) {
        return new TransportLimits(
                headerTimeout,
                messageTimeout,
                firstMessageTimeout,
                millis,
                handshakeTimeout,
                connectTimeout,
                connectQueue,
                maxConnections,
                maxConnectionsPerSource,
                writeQueueBytes,
                writeStall,
                maxHeaderBytes);
    }

    /** The same with another bound on what waits to be written on a connection, and for how long. */
    public TransportLimits withWriteQueue(int bytes, long stallMillis) {
        return new TransportLimits(
                headerTimeout,
                messageTimeout,
                firstMessageTimeout,
                lifetime,
                handshakeTimeout,
                connectTimeout,
                connectQueue,
                maxConnections,
                maxConnectionsPerSource,
                bytes,
                stallMillis,
                maxHeaderBytes);
    }

    /** The same with another patience for outgoing connections. */
    public TransportLimits withConnectTimeout(int millis) {
        return new TransportLimits(
                headerTimeout,
                messageTimeout,
                firstMessageTimeout,
                lifetime,
                handshakeTimeout,
                millis,
                connectQueue,
                maxConnections,
                maxConnectionsPerSource,
                writeQueueBytes,
                writeStall,
                maxHeaderBytes);
    }
}
