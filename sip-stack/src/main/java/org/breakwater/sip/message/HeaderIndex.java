package org.breakwater.sip.message;

import java.util.Arrays;

/**
 * Where the header fields of one message lie, in the order they came. Field {@code i} occupies the octets {@code
 * lineStart(i)} to {@code lineEnd(i)} (exclusive, line break included), its value {@code valueStart(i)} to {@code
 * valueEnd(i)} without surrounding white space.
 */
public final class HeaderIndex {

    private static final int STRIDE = 5;

    private final byte[] buffer;
    private HeaderName[] names = new HeaderName[24];
    private int[] spans = new int[24 * STRIDE];
    private int count;
    private int bodyStart;
    /** A bit per name seen, by ordinal modulo 64: most questions are for fields that are not there. */
    private long seen;

    HeaderIndex(byte[] buffer) {
        this.buffer = buffer;
    }

    /** The same index over a copy of the octets. */
    HeaderIndex over(byte[] copy) {
        HeaderIndex index = new HeaderIndex(copy);
        index.names = names;
        index.spans = spans;
        index.count = count;
        index.bodyStart = bodyStart;
        index.seen = seen;
        return index;
    }

    /** @param nameEnd end of the name, as its complement when the value is folded over several lines */
    void add(HeaderName name, int lineStart, int nameEnd, int valueStart, int valueEnd, int lineEnd) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            spans = Arrays.copyOf(spans, count * 2 * STRIDE);
        }
        names[count] = name;
        seen |= 1L << name.ordinal();
        int at = count * STRIDE;
        spans[at] = lineStart;
        spans[at + 1] = nameEnd;
        spans[at + 2] = valueStart;
        spans[at + 3] = valueEnd;
        spans[at + 4] = lineEnd;
        count++;
    }

    void setBodyStart(int offset) {
        bodyStart = offset;
    }

    /** How many fields there are. */
    public int count() {
        return count;
    }

    /** Which field this is. */
    public HeaderName name(int i) {
        return names[i];
    }

    /** The name as it was written. */
    public String nameText(int i) {
        return Octets.text(buffer, spans[i * STRIDE], nameEnd(i));
    }

    /** Whether the value goes over several lines. */
    public boolean isFolded(int i) {
        return spans[i * STRIDE + 1] < 0;
    }

    /** The value, unfolded and trimmed. */
    public String value(int i) {
        return text(i, valueStart(i), valueEnd(i));
    }

    /** A part of the value of field {@code i}, unfolded. */
    String text(int i, int start, int end) {
        return isFolded(i) ? unfold(start, end) : Octets.text(buffer, start, end);
    }

    /** Appends the value to a buffer, unfolded and trimmed. */
    public void copyValue(int i, WireBuffer out) {
        if (isFolded(i)) {
            out.add(value(i));
        } else {
            out.add(buffer, valueStart(i), valueEnd(i));
        }
    }

    /** First octet of the field. */
    public int lineStart(int i) {
        return spans[i * STRIDE];
    }

    /** First octet of the value. */
    public int valueStart(int i) {
        return spans[i * STRIDE + 2];
    }

    /** The octet after the value. */
    public int valueEnd(int i) {
        return spans[i * STRIDE + 3];
    }

    /** The octet after the field's line break. */
    public int lineEnd(int i) {
        return spans[i * STRIDE + 4];
    }

    /** Index of the first field of a known name, or -1. */
    public int first(HeaderName name) {
        return (seen & 1L << name.ordinal()) == 0 ? -1 : next(name, 0);
    }

    /** Index of the next field of a known name at or after {@code from}, or -1. */
    public int next(HeaderName name, int from) {
        for (int i = from; i < count; i++) {
            if (names[i] == name) {
                return i;
            }
        }
        return -1;
    }

    /** How many fields of a known name there are. */
    public int count(HeaderName name) {
        int n = 0;
        for (int i = first(name); i >= 0; i = next(name, i + 1)) {
            n++;
        }
        return n;
    }

    /** Index of the first field with this name in any case, full or compact, or -1. */
    public int first(String name) {
        return next(name, 0);
    }

    /** Index of the next field with this name at or after {@code from}, or -1. */
    public int next(String name, int from) {
        HeaderName known = HeaderName.of(name);
        if (known != HeaderName.EXTENSION) {
            return next(known, from);
        }
        for (int i = from; i < count; i++) {
            if (names[i] == HeaderName.EXTENSION && isNamed(i, name)) {
                return i;
            }
        }
        return -1;
    }

    /** Offset of the octet after the empty line. */
    public int bodyStart() {
        return bodyStart;
    }

    private int nameEnd(int i) {
        int end = spans[i * STRIDE + 1];
        return end < 0 ? ~end : end;
    }

    private boolean isNamed(int i, String name) {
        int start = spans[i * STRIDE];
        if (nameEnd(i) - start != name.length()) {
            return false;
        }
        for (int k = 0; k < name.length(); k++) {
            if (lower(buffer[start + k]) != lower(name.charAt(k))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private String unfold(int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        boolean folding = false;
        for (int i = start; i < end; i++) {
            char c = (char) (buffer[i] & 0xff);
            if (c == '\r' || c == '\n') {
                folding = true;
            } else if (!folding || (c != ' ' && c != '\t')) {
                if (folding) {
                    text.append(' ');
                    folding = false;
                }
                text.append(c);
            }
        }
        return text.toString();
    }
}
