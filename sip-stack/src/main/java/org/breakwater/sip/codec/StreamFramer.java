package org.breakwater.sip.codec;

import java.util.Arrays;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;

/**
 * Cuts one stream into messages. Holds octets only while a message is incomplete; looks at each octet of a header once.
 * Not thread-safe: one connection, one loop.
 */
public final class StreamFramer {

    private static final int STUN_HEADER = 20;
    private static final int MAX_STUN = 548;
    private static final int FIRST_CAPACITY = 512;

    private final FramingRules rules;
    private final HeaderScanner scanner = new HeaderScanner();
    private final MsrpCutter msrp;
    private byte[] partial;
    private int partialLength;
    private int headerEnd = -1;
    private int total;
    private int breakOctets;
    private int pings;
    private boolean startLineSeen;
    private boolean ended;

    /** A framer at the start of a stream. */
    public StreamFramer(FramingRules rules) {
        this.rules = rules;
        this.msrp = rules.msrp() ? new MsrpCutter(rules) : null;
    }

    /** Whether a message has begun that is not complete. */
    public boolean isPartial() {
        return partial != null;
    }

    /** Whether the header section of the message that has begun is complete; of an MSRP frame, its start line. */
    public boolean isHeaderComplete() {
        return headerEnd >= 0 || isInMsrp();
    }

    private boolean isInMsrp() {
        return msrp != null && msrp.isOpen();
    }

    /** Stops framing: what comes is ignored, what is held is let go. */
    public void end() {
        ended = true;
        partial = null;
    }

    /**
     * Takes the octets {@code from} to {@code to} (exclusive) that came next; they may be overwritten afterwards.
     *
     * @return the first octet not looked at: {@code to} unless framing ended
     */
    public int feed(byte[] data, int from, int to, StreamSink sink) {
        int at = from;
        while (at < to && !ended) {
            at = partial == null ? begin(data, at, to, sink) : resume(data, at, to, sink);
        }
        return at;
    }

    private int begin(byte[] data, int from, int to, StreamSink sink) {
        int at = skipBreaks(data, from, to);
        if (pings > 0) {
            int count = pings;
            pings = 0;
            sink.pings(count);
        }
        if (at == to || ended) {
            return to;
        }
        breakOctets = 0;
        int taken = cut(data, at, to - at, sink);
        if (taken > 0) {
            return at + taken;
        }
        if (ended) {
            return to;
        }
        partialLength = to - at;
        partial = Arrays.copyOfRange(data, at, at + capacityFor(partialLength));
        compact();
        return to;
    }

    private int resume(byte[] data, int from, int to, StreamSink sink) {
        int wanted = total > 0 ? total - partialLength : limit() - partialLength;
        int added = Math.min(to - from, wanted);
        if (partialLength + added > partial.length) {
            partial = Arrays.copyOf(partial, capacityFor(partialLength + added));
        }
        System.arraycopy(data, from, partial, partialLength, added);
        partialLength += added;
        int taken = cut(partial, 0, partialLength, sink);
        if (taken == 0 || ended) {
            compact();
            return from + added;
        }
        partial = null;
        return from + added - (partialLength - taken);
    }

    /** What is held at most of a message whose length is not known. */
    private int limit() {
        return isInMsrp() ? rules.maxMessageBytes() : rules.maxHeaderBytes() + 4;
    }

    private void compact() {
        if (isInMsrp() && partial != null) {
            partialLength = msrp.compact(partial, partialLength);
        }
    }

    private int capacityFor(int length) {
        int capacity = Math.max(FIRST_CAPACITY, Integer.highestOneBit(length) << 1);
        return Math.max(length, total > 0 ? Math.min(total, capacity * 4) : Math.min(capacity, limit()));
    }

    private int skipBreaks(byte[] data, int from, int to) {
        int at = from;
        while (at < to && (data[at] == '\r' || data[at] == '\n')) {
            boolean expected = data[at] == ((breakOctets & 1) == 0 ? '\r' : '\n');
            breakOctets = expected ? breakOctets + 1 : data[at] == '\r' ? 1 : 0;
            if (breakOctets == 4) {
                pings++;
                breakOctets = 0;
            }
            at++;
        }
        return at;
    }

    /** Hands on the message that begins at {@code base} and returns its length, or 0 when it is not complete. */
    private int cut(byte[] b, int base, int length, StreamSink sink) {
        if (isInMsrp() || msrp != null && headerEnd < 0 && MsrpFrame.begins(b, base, length)) {
            return cutMsrp(b, base, length, sink);
        }
        if (b[base] == 0 || b[base] == 1) {
            return cutStun(b, base, length, sink);
        }
        if (headerEnd < 0 && !scanHeader(b, base, length, sink)) {
            return 0;
        }
        if (length < total) {
            return 0;
        }
        int taken = total;
        clear();
        sink.message(Arrays.copyOfRange(b, base, base + taken));
        return taken;
    }

    private int cutMsrp(byte[] b, int base, int length, StreamSink sink) {
        int taken = msrp.cut(b, base, length, sink);
        if (taken == MsrpCutter.BROKEN) {
            fail(400, "Not an MSRP frame", b, base, length, sink);
            return 0;
        }
        return taken;
    }

    private void clear() {
        scanner.reset();
        headerEnd = -1;
        total = 0;
        startLineSeen = false;
    }

    private boolean scanHeader(byte[] b, int base, int length, StreamSink sink) {
        int end = scanner.scan(b, base, length);
        if (!startLineSeen && scanner.startLineEnd() >= 0) {
            startLineSeen = true;
            if (StartLineKind.isHttp(b, base, scanner.startLineEnd()) && rules.http()) {
                end();
                sink.http(Arrays.copyOfRange(b, base, base + length));
                return false;
            }
            if (!StartLineKind.mentionsSip(b, base, scanner.startLineEnd())) {
                return fail(400, "Not a SIP message", b, base, length, sink);
            }
        }
        if (scanner.fault() != null && (end >= 0 || scanner.startLineEnd() < 0)) {
            return fail(400, scanner.fault(), b, base, end >= 0 ? end : length, sink);
        }
        if (end < 0 ? length > rules.maxHeaderBytes() : end > rules.maxHeaderBytes()) {
            return fail(413, "Header section too large", b, base, length, sink);
        }
        return end >= 0 && headerComplete(end, b, base, sink);
    }

    private boolean headerComplete(int end, byte[] b, int base, StreamSink sink) {
        long body = scanner.contentLength();
        if (body < 0 && rules.lengthRequired()) {
            return fail(400, "Missing Content-Length", b, base, end, sink);
        }
        long whole = end + Math.max(0, body);
        if (whole > rules.maxMessageBytes()) {
            return fail(413, "Message Too Large", b, base, end, sink);
        }
        headerEnd = end;
        total = (int) whole;
        return true;
    }

    private boolean fail(int status, String reason, byte[] b, int base, int length, StreamSink sink) {
        int kept = Math.min(length, rules.maxHeaderBytes());
        byte[] octets = Arrays.copyOfRange(b, base, base + kept);
        end();
        sink.malformed(octets, new SipParseException(status, kept, reason));
        return false;
    }

    private int cutStun(byte[] b, int base, int length, StreamSink sink) {
        if (length < 4) {
            return 0;
        }
        int size = STUN_HEADER + ((b[base + 2] & 0xff) << 8 | b[base + 3] & 0xff);
        if (size > MAX_STUN || (size & 3) != 0) {
            fail(400, "Not a SIP message", b, base, length, sink);
            return 0;
        }
        total = size;
        if (length < size) {
            return 0;
        }
        clear();
        sink.stun(Arrays.copyOfRange(b, base, base + size));
        return size;
    }
}
