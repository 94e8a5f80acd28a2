package org.breakwater.sip.flow;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/**
 * A way to one peer: a connection, or for UDP the pair of our socket and its address (RFC 5626 §2). Safe to use from
 * any worker.
 */
public interface Flow {

    /** A number unique in this process; 0 for UDP, where there is no connection. Kamailio's {@code $conid}. */
    long id();

    /** What is spoken on it. */
    TransportProtocol protocol();

    /** Our address and port. */
    InetSocketAddress local();

    /** The peer's address and port, as seen on the socket. */
    InetSocketAddress remote();

    /** The socket it came in on, or belongs to by address when we opened it. */
    ListenPoint listenPoint();

    /** Whether messages can still be sent on it. Always true for UDP. */
    boolean isOpen();

    /** What TLS agreed on, with the certificates of both sides; empty without TLS. */
    default Optional<SSLSession> tls() {
        return Optional.empty();
    }

    /**
     * Sends a message; never blocks.
     *
     * @param message a complete message, not changed afterwards
     * @param outcome told on a worker whether it was handed to the network; may be {@link SendOutcome#IGNORED}
     */
    void send(byte[] message, SendOutcome outcome);
}
