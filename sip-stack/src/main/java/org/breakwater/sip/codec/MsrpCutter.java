package org.breakwater.sip.codec;

import java.util.Arrays;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.msrp.EndLine;
import org.breakwater.sip.msrp.MsrpFrame;

/**
 * Finds MSRP frames in a stream. Of a frame that is too large only the header section is handed on; the rest is passed
 * over up to its end-line, so that what else the connection serves goes on.
 */
final class MsrpCutter {

    /** The frame has no end yet. */
    static final int INCOMPLETE = 0;

    /** There is no telling where the frame ends. */
    static final int BROKEN = -1;

    private static final int LONGEST_START_LINE = 512;

    private final FramingRules rules;
    private byte[] transaction;
    private EndLine end;
    private boolean passingOver;

    MsrpCutter(FramingRules rules) {
        this.rules = rules;
    }

    /** Whether a frame's start line has been read. */
    boolean isOpen() {
        return end != null;
    }

    /** The length of the frame at {@code base}, which was handed on, or one of the two above. */
    int cut(byte[] b, int base, int length, StreamSink sink) {
        if (end == null && !open(b, base, length)) {
            return length > LONGEST_START_LINE || indexOfBreak(b, base, length) >= 0 ? BROKEN : INCOMPLETE;
        }
        int size = end.find(b, base, length);
        boolean tooLarge = size < 0 ? length >= rules.maxMessageBytes() : size > rules.maxMessageBytes();
        if (tooLarge && !passingOver && !passOver(b, base, length, sink)) {
            return BROKEN;
        }
        if (size < 0) {
            return INCOMPLETE;
        }
        boolean whole = !passingOver;
        clear();
        if (whole) {
            sink.msrp(Arrays.copyOfRange(b, base, base + size));
        }
        return size;
    }

    private void clear() {
        end = null;
        transaction = null;
        passingOver = false;
    }

    private boolean open(byte[] b, int base, int length) {
        int lineEnd = indexOfBreak(b, base, Math.min(length, LONGEST_START_LINE));
        if (lineEnd < 0) {
            return false;
        }
        transaction = MsrpFrame.transaction(b, base, lineEnd);
        if (transaction == null) {
            return false;
        }
        end = new EndLine(transaction, lineEnd - base);
        return true;
    }

    private static int indexOfBreak(byte[] b, int base, int length) {
        for (int i = base; i + 1 < base + length; i++) {
            if (b[i] == '\r' && b[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private boolean passOver(byte[] b, int base, int length, StreamSink sink) {
        int limit = base + Math.min(length, rules.maxHeaderBytes());
        for (int i = base; i + 3 < limit; i++) {
            if (b[i] == '\r' && b[i + 1] == '\n' && b[i + 2] == '\r' && b[i + 3] == '\n') {
                passingOver = true;
                sink.msrpTooLarge(headOnly(b, base, i + 2));
                return true;
            }
        }
        return false;
    }

    private byte[] headOnly(byte[] b, int base, int headEnd) {
        byte[] line = Octets.bytes("-------" + Octets.text(transaction, 0, transaction.length) + "#\r\n");
        byte[] frame = Arrays.copyOf(Arrays.copyOfRange(b, base, headEnd), headEnd - base + line.length);
        System.arraycopy(line, 0, frame, headEnd - base, line.length);
        return frame;
    }

    /** Moves what may be part of the end-line to the front when the frame is passed over; returns what is left. */
    int compact(byte[] partial, int length) {
        if (!passingOver) {
            return length;
        }
        int passed = end.passed(length);
        System.arraycopy(partial, passed, partial, 0, length - passed);
        end.forgotten(passed);
        return length - passed;
    }
}
