package org.breakwater.sip.kit;

import java.net.InetSocketAddress;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;

/** One end of a connection, or a pair of UDP addresses. */
public final class MemoryFlow implements Flow {

    private final NetworkNode owner;
    private final long id;
    private final ListenPoint listenPoint;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private MemoryFlow otherEnd;
    private boolean open = true;

    MemoryFlow(NetworkNode owner, long id, ListenPoint point, InetSocketAddress local, InetSocketAddress remote) {
        this.owner = owner;
        this.id = id;
        this.listenPoint = point;
        this.local = local;
        this.remote = remote;
    }

    static void join(MemoryFlow a, MemoryFlow b) {
        a.otherEnd = b;
        b.otherEnd = a;
    }

    NetworkNode owner() {
        return owner;
    }

    /** Closes the connection; the other end hears of it. */
    public void close() {
        if (open) {
            open = false;
            owner.closed(this);
            otherEnd.close();
        }
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public TransportProtocol protocol() {
        return listenPoint.protocol();
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
        return listenPoint;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void send(byte[] message, SendOutcome outcome) {
        if (protocol() == TransportProtocol.UDP) {
            owner.sendDatagram(listenPoint, remote, message, outcome);
        } else if (open) {
            owner.network().deliver(message, otherEnd);
            outcome.sent(this);
        } else {
            outcome.failed("connection closed");
        }
    }

    @Override
    public String toString() {
        return protocol().token() + ' ' + local + " - " + remote;
    }
}
