package org.breakwater.platform.config;

import java.util.Locale;

/**
 * A place where the server listens, written {@code tcp:192.0.2.1:5060} or {@code tls:[2001:db8::1]:5061}.
 *
 * @param transport how
 * @param host address or name, IPv6 without brackets
 * @param port 0–65535; 0 lets the system choose
 */
public record ListenAddress(Transport transport, String host, int port) {

    /** What is spoken below SIP. */
    public enum Transport {
        /** RFC 3261. */
        UDP,
        /** RFC 3261. */
        TCP,
        /** RFC 3261 over TLS. */
        TLS,
        /** WebSocket, RFC 7118. */
        WS,
        /** WebSocket over TLS. */
        WSS;

        /** 5061 over TLS, 5060 over plain UDP and TCP, 80 and 443 for WebSocket. */
        public int defaultPort() {
            return switch (this) {
                case UDP, TCP -> 5060;
                case TLS -> 5061;
                case WS -> 80;
                case WSS -> 443;
            };
        }
    }

    /**
     * Reads the written form; the port may be left out.
     *
     * @throws IllegalArgumentException with a sentence saying what is wrong
     */
    public static ListenAddress parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not TRANSPORT:ADDRESS[:PORT], such as tcp:127.0.0.1:5060");
        }
        Transport transport = transport(text.substring(0, colon));
        HostPort place = HostPort.parse(text.substring(colon + 1), transport.defaultPort());
        return new ListenAddress(transport, place.host(), place.port());
    }

    private static Transport transport(String name) {
        try {
            return Transport.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not one of udp, tcp, tls, ws, wss", e);
        }
    }

    @Override
    public String toString() {
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return transport.name().toLowerCase(Locale.ROOT) + ":" + shown + ":" + port;
    }
}
