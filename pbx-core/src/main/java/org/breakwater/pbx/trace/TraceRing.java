package org.breakwater.pbx.trace;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageTap;

/** Keeps the newest messages, as many as fit; the oldest make room. */
public final class TraceRing implements MessageTap {

    private static final int OVERHEAD = 96;

    private final long limitBytes;
    private final TimeSource time;
    private final ArrayDeque<TracedMessage> messages = new ArrayDeque<>();
    private long bytes;

    /**
     * @param limitBytes memory for messages, 0 to keep none
     */
    public TraceRing(long limitBytes, TimeSource time) {
        this.limitBytes = limitBytes;
        this.time = time;
    }

    @Override
    public void seen(Flow flow, boolean inbound, byte[] message) {
        if (limitBytes == 0) {
            return;
        }
        TracedMessage traced = new TracedMessage(
                time.epochMillis(), inbound, flow.protocol().token(), flow.local(), flow.remote(), message);
        synchronized (messages) {
            messages.addLast(traced);
            bytes += message.length + OVERHEAD;
            while (bytes > limitBytes) {
                bytes -= messages.removeFirst().octets().length + OVERHEAD;
            }
        }
    }

    /** The kept messages of one Call-ID, oldest first. */
    public List<TracedMessage> ofCall(String callId) {
        List<TracedMessage> all;
        synchronized (messages) {
            all = new ArrayList<>(messages);
        }
        return all.stream().filter(m -> callId.equals(m.callId())).toList();
    }

    /** Call-IDs of kept INVITEs, newest first, at most {@code limit}. */
    public List<String> recentCalls(int limit) {
        List<TracedMessage> all;
        synchronized (messages) {
            all = new ArrayList<>(messages);
        }
        List<String> ids = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && ids.size() < limit; i--) {
            TracedMessage m = all.get(i);
            if (m.firstLine().startsWith("INVITE ") && m.callId() != null && !ids.contains(m.callId())) {
                ids.add(m.callId());
            }
        }
        return ids;
    }

    /** Octets kept now. */
    public long size() {
        synchronized (messages) {
            return bytes;
        }
    }

    /**
     * One message.
     *
     * @param epochMillis when it was seen
     * @param inbound whether it came in
     * @param octets the message; shared, not to be changed
     */
    public record TracedMessage(
            long epochMillis,
            boolean inbound,
            String transport,
            InetSocketAddress local,
            InetSocketAddress remote,
            byte[] octets) {

        /** The message as text. */
        public String text() {
            return new String(octets, java.nio.charset.StandardCharsets.UTF_8);
        }

        /** Request line or status line. */
        public String firstLine() {
            int end = 0;
            while (end < octets.length && octets[end] != '\r' && octets[end] != '\n') {
                end++;
            }
            return new String(octets, 0, end, java.nio.charset.StandardCharsets.UTF_8);
        }

        /** The Call-ID, or null. */
        public String callId() {
            return header("call-id", "i");
        }

        /** The CSeq, or null. */
        public String cseq() {
            return header("cseq", null);
        }

        private String header(String name, String compact) {
            for (String line : text().split("\r?\n")) {
                if (line.isEmpty()) {
                    return null;
                }
                int colon = line.indexOf(':');
                if (colon > 0) {
                    String n = line.substring(0, colon).trim();
                    if (n.equalsIgnoreCase(name) || n.equalsIgnoreCase(compact)) {
                        return line.substring(colon + 1).trim();
                    }
                }
            }
            return null;
        }
    }
}
