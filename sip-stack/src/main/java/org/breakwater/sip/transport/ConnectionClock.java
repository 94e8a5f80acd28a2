package org.breakwater.sip.transport;

/** When what happened on one connection, and whether that means its end. Times are of the monotonic clock, in ns. */
final class ConnectionClock {

    private static final long NANOS = 1_000_000L;

    private long since;
    private long lastTraffic;
    private long partialSince;
    private boolean partial;
    private boolean greeted;
    private long written;
    private long writtenSince;
    private boolean waiting;

    /** How far the connection is. */
    enum Stage {
        /** TCP or TLS is being set up, or HTTP is spoken before a WebSocket. */
        HANDSHAKE,
        /** Between messages. */
        IDLE,
        /** In a header section. */
        HEADER,
        /** In a body. */
        BODY
    }

    void opened(long now) {
        since = now;
        lastTraffic = now;
        writtenSince = now;
    }

    void traffic(long now) {
        lastTraffic = now;
    }

    /** A complete message came. */
    void message() {
        greeted = true;
        partial = false;
    }

    /** Octets came after which a message is incomplete, or not. */
    void partial(boolean incomplete, long now) {
        if (incomplete && !partial) {
            partialSince = now;
        }
        partial = incomplete;
    }

    /**
     * Notes how the write queue stands.
     *
     * @param octets all that was ever written to the socket
     * @param pending whether some are waiting
     */
    void writes(long octets, boolean pending, long now) {
        if (!pending || octets != written) {
            written = octets;
            writtenSince = now;
        }
        waiting = pending;
    }

    /** Why the connection must go now, or null. */
    String expiry(long now, Stage stage, TransportLimits limits) {
        if (stage == Stage.HANDSHAKE) {
            return reached(now, since, limits.handshakeTimeout()) ? "handshake timeout" : null;
        }
        if (partial && stage == Stage.HEADER && reached(now, partialSince, limits.headerTimeout())) {
            return "header timeout";
        }
        if (partial && reached(now, partialSince, limits.messageTimeout())) {
            return "message timeout";
        }
        if (!greeted && reached(now, since, limits.firstMessageTimeout())) {
            return "no message";
        }
        if (waiting && reached(now, writtenSince, limits.writeStall())) {
            return "peer does not read";
        }
        return reached(now, lastTraffic, limits.lifetime()) ? "idle" : null;
    }

    private static boolean reached(long now, long from, long millis) {
        return now - from >= millis * NANOS;
    }
}
