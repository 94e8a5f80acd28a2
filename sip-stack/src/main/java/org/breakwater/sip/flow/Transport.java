package org.breakwater.sip.flow;

import java.util.List;
import java.util.Optional;

/** What the layers above ask of the sockets. Safe to call from any worker; never blocks. */
public interface Transport {

    /** The sockets we listen on, in configuration order. */
    List<ListenPoint> listenPoints();

    /** An open connection by its number. */
    Optional<Flow> flow(long id);

    /**
     * The socket that a request to this target names in Via and Record-Route: {@code target.from()}, or the first of
     * its protocol and address family; empty when we do not speak that protocol there.
     */
    Optional<ListenPoint> sourceFor(Target target);

    /**
     * Sends a message to a target: over its flow, else over a connection to its address, else over a new connection.
     * While a connection is being opened a bounded number of messages waits; one more fails at once.
     */
    void send(Target target, byte[] message, SendOutcome outcome);

    /** Closes a connection after what is queued on it has been written. Unknown numbers are ignored. */
    void close(long flowId);

    /**
     * Sends a control frame on a WebSocket; one that closes lets what is queued go out first.
     *
     * @return false when there is no open WebSocket of that number
     */
    default boolean control(long flowId, WebSocketControl frame) {
        return false;
    }

    /**
     * Lets requests to the connection's source address and this port use the connection (RFC 5923). Unknown numbers are
     * ignored.
     */
    default void alias(long flowId, int port) {
        // a transport without connections has nothing to remember
    }
}
