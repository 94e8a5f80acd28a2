package org.breakwater.sip.flow;

import java.util.Locale;
import java.util.Optional;

/** Transport protocols of SIP (RFC 3261 §18, RFC 7118). */
public enum TransportProtocol {
    UDP("udp", 5060),
    TCP("tcp", 5060),
    TLS("tls", 5061),
    WS("ws", 80),
    WSS("wss", 443);

    private final String token;
    private final int defaultPort;

    TransportProtocol(String token, int defaultPort) {
        this.token = token;
        this.defaultPort = defaultPort;
    }

    /** The value of a {@code transport=} parameter. */
    public String token() {
        return token;
    }

    /** The port when none is given. */
    public int defaultPort() {
        return defaultPort;
    }

    /** Whether messages arrive in order over a connection and need no retransmission. */
    public boolean isReliable() {
        return this != UDP;
    }

    /** Whether the transport is encrypted. */
    public boolean isSecure() {
        return this == TLS || this == WSS;
    }

    /** The protocol of a token in any case. */
    public static Optional<TransportProtocol> of(String token) {
        for (TransportProtocol p : values()) {
            if (p.token.equals(token.toLowerCase(Locale.ROOT))) {
                return Optional.of(p);
            }
        }
        return Optional.empty();
    }
}
