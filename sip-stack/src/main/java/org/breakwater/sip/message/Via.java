package org.breakwater.sip.message;

import java.util.Locale;

/**
 * One Via value (RFC 3261 §20.42).
 *
 * @param transport upper case, as UDP, TCP, TLS, WS, WSS
 * @param host sent-by host, IPv6 with its brackets
 * @param port sent-by port, -1 if absent
 * @param params branch, received, rport, alias …
 */
public record Via(String transport, String host, int port, Params params) {

    /** What a branch starts with that follows RFC 3261. */
    public static final String MAGIC_COOKIE = "z9hG4bK";

    /**
     * Parses the first value of a Via field; what follows a comma outside quotes is left alone.
     *
     * @throws SipParseException 400 when it breaks the grammar, 505 when the protocol is not SIP/2.0
     */
    public static Via parse(String value) throws SipParseException {
        return ViaParser.parse(value);
    }

    /** The branch, or null. */
    public String branch() {
        return params.get("branch");
    }

    /** The sent-by port, or the transport's default: 5061 for TLS, 80 and 443 for WebSocket, else 5060. */
    public int portOrDefault() {
        if (port > 0) {
            return port;
        }
        return switch (transport) {
            case "TLS" -> 5061;
            case "WS" -> 80;
            case "WSS" -> 443;
            default -> 5060;
        };
    }

    /** {@code host:port} as used to match transactions (RFC 3261 §17.2.3), in lower case. */
    public String sentBy() {
        return host.toLowerCase(Locale.ROOT) + ':' + portOrDefault();
    }

    @Override
    public String toString() {
        return "SIP/2.0/" + transport + ' ' + host + (port < 0 ? "" : ":" + port) + params;
    }
}
