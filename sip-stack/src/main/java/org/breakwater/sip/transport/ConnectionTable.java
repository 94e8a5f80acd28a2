package org.breakwater.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.sip.flow.TransportProtocol;

/** Connections by number, by peer or alias (RFC 5923), and how many each source has. Safe from any thread. */
final class ConnectionTable {

    private final AtomicLong lastId = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final ConcurrentHashMap<Long, Connection> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Peer, Connection> byPeer = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<InetAddress, Integer> incoming = new ConcurrentHashMap<>();

    /** Who is reached. */
    record Peer(TransportProtocol protocol, InetSocketAddress address) {}

    long nextId() {
        return lastId.incrementAndGet();
    }

    /** Counts an incoming connection unless that breaks a cap; each success is undone by {@link #release}. */
    boolean admit(InetAddress source, TransportLimits limits) {
        if (count.incrementAndGet() > limits.maxConnections()) {
            count.decrementAndGet();
            return false;
        }
        if (incoming.merge(source, 1, Integer::sum) > limits.maxConnectionsPerSource()) {
            release(source);
            return false;
        }
        return true;
    }

    void release(InetAddress source) {
        incoming.computeIfPresent(source, (address, n) -> n == 1 ? null : n - 1);
        count.decrementAndGet();
    }

    /** Counts an outgoing connection unless that breaks the cap; undone by {@link #releaseOutgoing}. */
    boolean admitOutgoing(TransportLimits limits) {
        if (count.incrementAndGet() > limits.maxConnections()) {
            count.decrementAndGet();
            return false;
        }
        return true;
    }

    void releaseOutgoing() {
        count.decrementAndGet();
    }

    int count() {
        return count.get();
    }

    /** An open connection by number, or null. */
    Connection byId(long id) {
        return byId.get(id);
    }

    /** An open or opening connection to an address, or null. */
    Connection byPeer(TransportProtocol protocol, InetSocketAddress address) {
        return byPeer.get(new Peer(protocol, address));
    }

    /** Makes the connection the one to a peer unless there is one, which is returned then; else null. */
    Connection claim(Peer peer, Connection connection) {
        return byPeer.putIfAbsent(peer, connection);
    }

    void unclaim(Peer peer, Connection connection) {
        byPeer.remove(peer, connection);
    }

    /** A connection that can be used from now on. */
    void open(Connection connection) {
        byId.put(connection.id(), connection);
        byPeer.put(new Peer(connection.protocol(), connection.remote()), connection);
    }

    /** No longer to be used for what is new. */
    void remove(Connection connection) {
        byId.remove(connection.id(), connection);
        unclaim(new Peer(connection.protocol(), connection.remote()), connection);
        for (Peer alias : connection.aliases()) {
            unclaim(alias, connection);
        }
    }

    Collection<Connection> open() {
        return byId.values();
    }
}
