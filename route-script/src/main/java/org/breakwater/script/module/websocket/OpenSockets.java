package org.breakwater.script.module.websocket;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.WebSocketControl;

/** The WebSockets a script let in, with the time they were last kept alive. As many as transport allows connections. */
final class OpenSockets {

    private static final long HANDSHAKE_NANOS = 10_000_000_000L;
    private static final int DUMPED = 50;

    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final Transport transport;

    private record Entry(Flow flow, long since, long touched) {}

    OpenSockets(Transport transport) {
        this.transport = transport;
    }

    /** A WebSocket is being opened. */
    void add(Flow flow, long now) {
        entries.put(flow.id(), new Entry(flow, now, now));
    }

    void remove(Flow flow) {
        entries.remove(flow.id());
    }

    /** Sends a frame; false when there is no such WebSocket. */
    boolean send(long id, WebSocketControl frame) {
        return transport.control(id, frame);
    }

    /**
     * Sends a frame to each WebSocket that got none for a while, and forgets those whose handshake came to nothing.
     *
     * @param frame null to send none
     */
    void keepAlive(long now, long everyNanos, WebSocketControl frame) {
        entries.forEach((id, entry) -> {
            if (!entry.flow().isOpen() && now - entry.since() >= HANDSHAKE_NANOS) {
                entries.remove(id, entry);
            } else if (frame != null && now - entry.touched() >= everyNanos) {
                entries.replace(id, entry, new Entry(entry.flow(), entry.since(), now));
                send(id, frame);
            }
        });
    }

    /** The first 50 as people read them, with how many there are. */
    Map<String, Object> dump(long now) {
        Collection<Entry> all = entries.values();
        List<Entry> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(e -> e.flow().id()));
        List<String> lines =
                sorted.stream().limit(DUMPED).map(e -> line(e, now)).toList();
        return Map.of(
                "connections",
                lines,
                "info",
                Map.of("wscounter", sorted.size(), "truncated", sorted.size() > DUMPED ? "yes" : "no"));
    }

    private static String line(Entry entry, long now) {
        Flow flow = entry.flow();
        return flow.id() + ": " + flow.protocol().token().toLowerCase(Locale.ROOT) + ' '
                + Addresses.hostText(flow.remote().getAddress()) + ':'
                + flow.remote().getPort() + " -> "
                + Addresses.hostText(flow.local().getAddress()) + ':'
                + flow.local().getPort() + " (state: " + (flow.isOpen() ? "OPEN" : "CONNECTING") + ", opened "
                + (now - entry.since()) / 1_000_000_000L + "s ago, sub-protocol: sip)";
    }
}
