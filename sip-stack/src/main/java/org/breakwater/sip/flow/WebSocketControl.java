package org.breakwater.sip.flow;

/**
 * A control frame of a WebSocket (RFC 6455 §5.5).
 *
 * @param kind which frame
 * @param status of a close frame, 1000 to 4999; else 0
 * @param text application data, or the reason of a close frame; at most 123 octets of UTF-8 are sent
 */
public record WebSocketControl(Kind kind, int status, String text) {

    /** Which frame. */
    public enum Kind {
        PING,
        PONG,
        /** The connection is closed once it has been written. */
        CLOSE
    }

    /** A close frame. */
    public static WebSocketControl close(int status, String reason) {
        return new WebSocketControl(Kind.CLOSE, status, reason);
    }
}
