package org.breakwater.script.module.msrp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.sip.flow.Flow;

/**
 * Addresses of this relay that were given out with Use-Path, each with the connection its user is reached by. An entry ends
 * with its time or its connection. Safe on any thread; kept while scripts come and go.
 */
public final class MsrpSessions {

    /** Entries there may be in all. */
    public static final int MOST = 50_000;

    /** Entries of one connection; a client that asks again gets another one. */
    public static final int MOST_OF_CONNECTION = 64;

    private static final int ID_OCTETS = 16;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> byConnection = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final SecureRandom random = new SecureRandom();

    /**
     * One address.
     *
     * @param id what stands in its URI, not to be guessed
     * @param peer the user's own URI, as its AUTH said
     * @param flow the connection it was given out on
     * @param endNanos when it ends, on the monotonic clock
     * @param endEpochSeconds the same on the wall clock, for people
     */
    record Session(String id, String peer, Flow flow, long endNanos, long endEpochSeconds) {}

    /** A new entry; null when there are too many, or the connection is gone. */
    Session add(String peer, Flow flow, long endNanos, long endEpochSeconds) {
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            return null;
        }
        byte[] id = new byte[ID_OCTETS];
        random.nextBytes(id);
        Session session = new Session(HexFormat.of().formatHex(id), peer, flow, endNanos, endEpochSeconds);
        sessions.put(session.id(), session);
        Set<String> ofConnection = byConnection.compute(flow.id(), (connection, ids) -> {
            Set<String> all = ids == null ? ConcurrentHashMap.newKeySet() : ids;
            all.add(session.id());
            return all;
        });
        if (ofConnection.size() > MOST_OF_CONNECTION) {
            remove(session);
            return null;
        }
        if (!flow.isOpen()) {
            closed(flow);
            return null;
        }
        return session;
    }

    /** The entry of an id that has not ended; null when there is none. */
    Session find(String id, long nowNanos) {
        Session session = sessions.get(id);
        return session == null || nowNanos - session.endNanos() >= 0 ? null : session;
    }

    private void remove(Session session) {
        if (sessions.remove(session.id(), session)) {
            size.decrementAndGet();
            byConnection.computeIfPresent(session.flow().id(), (connection, ids) -> {
                ids.remove(session.id());
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    /** Forgets what has ended. */
    void expire(long nowNanos) {
        for (Session session : sessions.values()) {
            if (nowNanos - session.endNanos() >= 0) {
                remove(session);
            }
        }
    }

    /** A connection has ended: so have its entries. */
    public void closed(Flow flow) {
        Set<String> ids = byConnection.remove(flow.id());
        if (ids == null) {
            return;
        }
        for (String id : ids) {
            if (sessions.remove(id) != null) {
                size.decrementAndGet();
            }
        }
    }

    /** How many there are. */
    public int size() {
        return size.get();
    }

    /** All of them at this moment. */
    List<Session> all() {
        return new ArrayList<>(sessions.values());
    }
}
