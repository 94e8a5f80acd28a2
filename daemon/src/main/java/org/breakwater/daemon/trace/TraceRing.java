package org.breakwater.daemon.trace;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageTap;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * Keeps the newest messages, as many as fit; the oldest make room. They are copied into one array that is used round and
 * round, so that keeping them makes no work for the garbage collector. Safe for all threads.
 *
 * <p>A record is: its length, time, direction, protocol, our address, the other's address, the message.
 */
public final class TraceRing implements MessageTap {

    private static final TransportProtocol[] PROTOCOLS = TransportProtocol.values();

    /** Length, time, direction, protocol, and two addresses of at most 16 octets, each with its length and port. */
    private static final int LONGEST_HEAD = 4 + 8 + 1 + 1 + 2 * (1 + 16 + 2);

    private final TimeSource time;
    private final byte[] ring;
    private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);
    /** Octets written and octets given up since the start; their places in the ring are the remainders. */
    private long written;

    private long dropped;

    /**
     * @param limitBytes memory for messages, 0 to keep none
     */
    public TraceRing(int limitBytes, TimeSource time) {
        this.time = time;
        this.ring = new byte[limitBytes];
    }

    @Override
    public void seen(Flow flow, boolean inbound, byte[] message) {
        if (LONGEST_HEAD + message.length > ring.length) {
            return;
        }
        long now = time.epochMillis();
        synchronized (ring) {
            head.clear().position(4);
            head.putLong(now).put((byte) (inbound ? 1 : 0));
            head.put((byte) flow.protocol().ordinal());
            put(flow.local());
            put(flow.remote());
            int length = head.position() + message.length;
            head.putInt(0, length);
            while (written - dropped + length > ring.length) {
                dropped += lengthAt(dropped);
            }
            append(head.array(), head.position());
            append(message, message.length);
        }
    }

    private void put(InetSocketAddress address) {
        byte[] octets = address.getAddress().getAddress();
        head.put((byte) octets.length).put(octets).putShort((short) address.getPort());
    }

    private void append(byte[] octets, int length) {
        int at = (int) (written % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(octets, 0, ring, at, first);
        System.arraycopy(octets, first, ring, 0, length - first);
        written += length;
    }

    private byte[] copy(long from, int length) {
        byte[] copy = new byte[length];
        int at = (int) (from % ring.length);
        int first = Math.min(length, ring.length - at);
        System.arraycopy(ring, at, copy, 0, first);
        System.arraycopy(ring, 0, copy, first, length - first);
        return copy;
    }

    private int lengthAt(long from) {
        return ByteBuffer.wrap(copy(from, 4)).getInt();
    }

    /** The kept messages of one Call-ID, oldest first. */
    public List<TracedMessage> ofCall(String callId) {
        return all().stream().filter(m -> callId.equals(m.callId())).toList();
    }

    /** Call-IDs of kept INVITEs, newest first, at most {@code limit}. */
    public List<String> recentCalls(int limit) {
        List<TracedMessage> all = all();
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
        synchronized (ring) {
            return written - dropped;
        }
    }

    private List<TracedMessage> all() {
        if (ring.length == 0) {
            return List.of();
        }
        byte[] kept;
        synchronized (ring) {
            kept = copy(dropped, (int) (written - dropped));
        }
        List<TracedMessage> messages = new ArrayList<>();
        for (int at = 0; at < kept.length; ) {
            int length = ByteBuffer.wrap(kept, at, 4).getInt();
            messages.add(read(ByteBuffer.wrap(kept, at + 4, length - 4)));
            at += length;
        }
        return messages;
    }

    private static TracedMessage read(ByteBuffer record) {
        long epochMillis = record.getLong();
        boolean inbound = record.get() == 1;
        String transport = PROTOCOLS[record.get()].token();
        InetSocketAddress local = address(record);
        InetSocketAddress remote = address(record);
        byte[] octets = new byte[record.remaining()];
        record.get(octets);
        return new TracedMessage(epochMillis, inbound, transport, local, remote, octets);
    }

    private static InetSocketAddress address(ByteBuffer record) {
        byte[] octets = new byte[record.get()];
        record.get(octets);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), record.getShort() & 0xffff);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 octets", e);
        }
    }
}
