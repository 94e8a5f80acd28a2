package org.breakwater.sip.message;

import java.util.Arrays;

/** A growing array of octets that messages are written to. */
public final class WireBuffer {

    private byte[] bytes;
    private int length;

    /** An empty buffer with room for {@code capacity} octets. */
    public WireBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    /** Appends wire text, one octet per char. */
    @SuppressWarnings("deprecation") // the one JDK call that copies Latin-1 chars without a coder
    public WireBuffer add(String wireText) {
        int n = wireText.length();
        ensure(n);
        wireText.getBytes(0, n, bytes, length);
        length += n;
        return this;
    }

    /** Appends a range of octets. */
    public WireBuffer add(byte[] source, int start, int end) {
        ensure(end - start);
        System.arraycopy(source, start, bytes, length, end - start);
        length += end - start;
        return this;
    }

    /** Appends what another buffer holds. */
    public WireBuffer add(WireBuffer other) {
        return add(other.bytes, 0, other.length);
    }

    /** Appends one octet. */
    public WireBuffer add(char octet) {
        ensure(1);
        bytes[length++] = (byte) octet;
        return this;
    }

    /** Appends a number in decimal. */
    public WireBuffer add(long number) {
        return add(Long.toString(number));
    }

    /** Appends a line break. */
    public WireBuffer crlf() {
        ensure(2);
        bytes[length++] = '\r';
        bytes[length++] = '\n';
        return this;
    }

    /** Octets written so far. */
    public int length() {
        return length;
    }

    /** Forgets what was written; the room stays. */
    public void clear() {
        length = 0;
    }

    /** The octets written so far are the first {@link #length()} of this array; valid until the next change. */
    public byte[] array() {
        return bytes;
    }

    /** What was written. */
    public byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
