package org.breakwater.sip.flow;

import java.net.InetSocketAddress;

/**
 * Decides before any parsing whether a source is listened to. Called on event loops for each connection and message;
 * must be quick.
 */
public interface ConnectionGate {

    /** Lets everybody in. */
    ConnectionGate OPEN = new ConnectionGate() {
        @Override
        public boolean allowsConnection(TransportProtocol protocol, InetSocketAddress source) {
            return true;
        }

        @Override
        public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
            return true;
        }
    };

    /** Whether a connection from this address is accepted; refused ones are closed at once. */
    boolean allowsConnection(TransportProtocol protocol, InetSocketAddress source);

    /** Whether a message from this address is looked at; refused ones are dropped without an answer. */
    boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source);
}
