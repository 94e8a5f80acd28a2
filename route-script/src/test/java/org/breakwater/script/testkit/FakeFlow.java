package org.breakwater.script.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;

/** A flow that keeps what is sent on it. */
public final class FakeFlow implements Flow {

    private final TransportProtocol protocol;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final List<byte[]> sent = new ArrayList<>();
    private SSLSession tls;

    private FakeFlow(TransportProtocol protocol, InetSocketAddress local, InetSocketAddress remote) {
        this.protocol = protocol;
        this.local = local;
        this.remote = remote;
    }

    /** From 192.0.2.7:5070 to our 192.0.2.1:5060. */
    public static FakeFlow of(TransportProtocol protocol) {
        return new FakeFlow(protocol, address("192.0.2.1", 5060), address("192.0.2.7", 5070));
    }

    /** Between given addresses. */
    public static FakeFlow of(TransportProtocol protocol, InetSocketAddress local, InetSocketAddress remote) {
        return new FakeFlow(protocol, local, remote);
    }

    /** A numeric address and a port. */
    public static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }

    @Override
    public long id() {
        return protocol == TransportProtocol.UDP ? 0 : 17;
    }

    @Override
    public TransportProtocol protocol() {
        return protocol;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public ListenPoint listenPoint() {
        return ListenPoint.of(protocol, local);
    }

    /** The same flow after a handshake. */
    public FakeFlow withTls(SSLSession agreed) {
        tls = agreed;
        return this;
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.ofNullable(tls);
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void send(byte[] message, SendOutcome outcome) {
        sent.add(message);
        outcome.sent(this);
    }

    /** Messages sent, in order. */
    public List<byte[]> sent() {
        return sent;
    }
}
