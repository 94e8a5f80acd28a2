package org.breakwater.sip.transport;

import java.net.InetSocketAddress;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;

/** Our UDP socket and a peer's address. */
record UdpFlow(UdpSocket socket, InetSocketAddress remote) implements Flow {

    @Override
    public long id() {
        return 0;
    }

    @Override
    public TransportProtocol protocol() {
        return TransportProtocol.UDP;
    }

    @Override
    public InetSocketAddress local() {
        return socket.listenPoint().address();
    }

    @Override
    public ListenPoint listenPoint() {
        return socket.listenPoint();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(byte[] message, SendOutcome outcome) {
        socket.send(message, this, outcome);
    }

    @Override
    public String toString() {
        return "udp:" + remote;
    }
}
