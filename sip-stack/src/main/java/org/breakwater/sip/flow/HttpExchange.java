package org.breakwater.sip.flow;

import java.util.List;
import java.util.Map;

/** One HTTP request and the way to answer it. Used on the worker it was handed to. */
public interface HttpExchange {

    /** The connection it came on. */
    Flow flow();

    /** GET, POST … */
    String method();

    /** The request target as written. */
    String uri();

    /** HTTP/1.0 or HTTP/1.1. */
    String version();

    /** Header fields in order, names as written. */
    List<Map.Entry<String, String>> headers();

    /** The body, at most 64 KiB. */
    byte[] body();

    /** Whether the request asks for a WebSocket with subprotocol {@code sip} (RFC 7118 §4.1). */
    boolean isSipWebSocketUpgrade();

    /**
     * Answers the request. Calls after the first answer are ignored.
     *
     * @param status 200 to 599
     * @param reason reason phrase, or null for the usual one
     * @param contentType value of Content-Type, or null for none
     * @param headers more header fields, names as they are written
     * @param body empty for none
     */
    void reply(int status, String reason, String contentType, Map<String, String> headers, byte[] body);

    /** The same without more header fields. */
    default void reply(int status, String reason, String contentType, byte[] body) {
        reply(status, reason, contentType, Map.of(), body);
    }

    /**
     * Accepts the WebSocket; from then on the connection carries SIP messages.
     *
     * @return false when {@link #isSipWebSocketUpgrade} is false or the request was answered: nothing is sent then
     */
    boolean acceptWebSocket();
}
