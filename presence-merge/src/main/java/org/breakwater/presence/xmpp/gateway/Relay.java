package org.breakwater.presence.xmpp.gateway;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.Timers;

/**
 * Takes messages for XMPP to the server that has the connection, and failures back. A message is in the shared map until that
 * server takes it out; so it is sent once, also when another has the connection a moment later.
 *
 * <pre>
 *  here                                   map                        the server with the connection
 *  message ---------------------------->  id: m…   ----------------> takes it out, sends it
 *  taken; 200 unless a failure follows <- (gone)
 *  the failure's status  <--------------  id: e404 <---------------- an error stanza with that id
 * </pre>
 */
final class Relay {

    /** Messages that wait to be taken, and those that wait for a failure. */
    static final int MAX = 1000;

    /** How long an error stanza is waited for: one of the same server comes within milliseconds. */
    static final long ANSWER_MILLIS = 500;

    /** How long a message waits for a server with the connection. */
    static final long TAKEN_MILLIS = 3_000;

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final SharedMap<String, String> map;
    private final String self;
    private final Timers timers;
    private final Predicate<String> send;
    private final Map<String, IntConsumer> waiting = new HashMap<>();
    private final Set<String> ofOthers = new LinkedHashSet<>();
    private boolean leads;
    private boolean connected;
    private long count;

    /**
     * @param map of {@link XmppMaps#kind()}
     * @param self this run of this server
     * @param send sends a stanza over the connection of this server; false when it cannot
     */
    Relay(SharedMap<String, String> map, String self, Timers timers, Predicate<String> send) {
        this.map = map;
        this.self = self + '/';
        this.timers = timers;
        this.send = send;
    }

    /** An id for a message of this server. */
    String nextId() {
        return self + Long.toString(++count, 36);
    }

    /**
     * Sends a message here or by another server.
     *
     * @param id of {@link #nextId()}, which the stanza has
     * @param done told 200, or the status of what went wrong, once
     */
    void send(String id, String stanza, IntConsumer done) {
        if (waiting.size() >= MAX || map.size() >= MAX || leads && !connected) {
            done.accept(UNAVAILABLE);
            return;
        }
        waiting.put(id, done);
        if (connected) {
            if (send.test(stanza)) {
                taken(id);
            } else {
                finish(id, UNAVAILABLE);
            }
            return;
        }
        String entry = 'm' + stanza;
        map.put(id, entry);
        timers.schedule(TAKEN_MILLIS, () -> {
            if (map.remove(id, entry)) {
                finish(id, UNAVAILABLE);
            }
        });
    }

    private void taken(String id) {
        timers.schedule(ANSWER_MILLIS, () -> finish(id, OK));
    }

    private void finish(String id, int status) {
        IntConsumer done = waiting.remove(id);
        if (done != null) {
            done.accept(status);
        }
    }

    /** An entry of the map changed, on whatever server. */
    void changed(String id, String afterOrNull) {
        boolean mine = id.startsWith(self);
        if (afterOrNull == null) {
            if (mine && waiting.containsKey(id)) {
                taken(id);
            }
        } else if (afterOrNull.startsWith("m")) {
            take(id, afterOrNull);
        } else if (mine && map.remove(id, afterOrNull)) {
            finish(id, status(afterOrNull));
        }
    }

    private static int status(String entry) {
        return entry.matches("e[3-6][0-9]{2}") ? Integer.parseInt(entry.substring(1)) : UNAVAILABLE;
    }

    private void take(String id, String entry) {
        if (!connected || !map.remove(id, entry)) {
            return;
        }
        if (id.startsWith(self)) {
            if (!send.test(entry.substring(1))) {
                finish(id, UNAVAILABLE);
            }
            return;
        }
        ofOthers.add(id);
        if (ofOthers.size() > MAX) {
            ofOthers.remove(ofOthers.iterator().next());
        }
        if (!send.test(entry.substring(1))) {
            failed(id, UNAVAILABLE);
        }
    }

    /** An error stanza with that id came; says whether somebody still waited for it, as far as is known here. */
    boolean failed(String id, int status) {
        if (waiting.containsKey(id)) {
            finish(id, status);
            return true;
        }
        if (ofOthers.remove(id)) {
            map.put(id, "e" + status);
            return true;
        }
        return false;
    }

    /** Whether this server is the one to have the connection: then no other has it. */
    void leads(boolean now) {
        leads = now;
    }

    /** Whether this server has the connection. */
    void connected(boolean now) {
        connected = now;
        if (now) {
            map.forEach(this::changed);
        }
    }

    /** Takes out failures nobody fetched, because their server died. */
    void tidy() {
        map.forEach((id, entry) -> {
            if (entry.startsWith("e")) {
                map.remove(id, entry);
            }
        });
    }
}
