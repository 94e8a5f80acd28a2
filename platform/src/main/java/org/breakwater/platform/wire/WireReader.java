package org.breakwater.platform.wire;

/**
 * Reads what {@link WireWriter} wrote. Every length is checked before anything is made of it; a number has one form
 * only; tags never fall. A field nobody asks for is passed over.
 *
 * <pre>
 * while (reader.next()) {
 *     switch (reader.tag()) { case 1 -> name = reader.text(64); … default -> { } }
 * }
 * </pre>
 */
public final class WireReader {

    static final int MAX_TAG = 1 << 14;

    private final byte[] bytes;
    private final int end;
    private final int format;
    private int position;
    private int tag;
    private int from;
    private int length;

    private WireReader(byte[] bytes, int format, int from, int end) {
        this.bytes = bytes;
        this.format = format;
        this.position = from;
        this.end = end;
    }

    /**
     * Begins to read a value.
     *
     * @param maxBytes more than that is refused
     * @param newest highest format number the caller understands
     */
    public static WireReader of(byte[] bytes, int maxBytes, int newest) throws WireException {
        if (bytes.length == 0 || bytes.length > maxBytes) {
            throw new WireException(bytes.length + " octets are not within 1.." + maxBytes);
        }
        if (bytes[0] < 1 || bytes[0] > newest) {
            throw new WireException("format " + bytes[0] + " is not known here, the newest is " + newest);
        }
        return new WireReader(bytes, bytes[0], 1, bytes.length);
    }

    /** The value's format number. */
    public int format() {
        return format;
    }

    /** Goes to the next field; false at the end. */
    public boolean next() throws WireException {
        if (position == end) {
            return false;
        }
        int next = bounded("tag", MAX_TAG);
        if (next < 1 || next < tag) {
            throw new WireException("tag " + next + " after " + tag + " at octet " + position);
        }
        tag = next;
        length = bounded("length", end);
        from = position;
        if (length > end - position) {
            throw new WireException("a field of " + length + " octets at " + position + " goes past the end");
        }
        position += length;
        return true;
    }

    /** The field's tag. */
    public int tag() {
        return tag;
    }

    /** The field as a number. */
    public long number() throws WireException {
        int after = position;
        position = from;
        long zigzag = unsigned(from + length);
        if (position != after) {
            throw new WireException("the number at octet " + from + " does not fill its field");
        }
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** The field as a number within bounds. */
    public int integer(int min, int max) throws WireException {
        long number = number();
        if (number < min || number > max) {
            throw new WireException(number + " at octet " + from + " is not within " + min + ".." + max);
        }
        return (int) number;
    }

    /** The field as UTF-8 text of at most that many octets. */
    public String text(int maxBytes) throws WireException {
        limit(maxBytes);
        return Codec.strictUtf8(bytes, from, length);
    }

    /** The field's octets, at most that many. */
    public byte[] bytes(int maxBytes) throws WireException {
        limit(maxBytes);
        byte[] copy = new byte[length];
        System.arraycopy(bytes, from, copy, 0, length);
        return copy;
    }

    /** The field as a value with fields of its own. */
    public WireReader nested() {
        return new WireReader(bytes, format, from, from + length);
    }

    private void limit(int maxBytes) throws WireException {
        if (length > maxBytes) {
            throw new WireException(length + " octets at " + from + " are more than " + maxBytes);
        }
    }

    private int bounded(String what, int max) throws WireException {
        long value = unsigned(end);
        if (value < 0 || value > max) {
            throw new WireException(
                    what + " " + Long.toUnsignedString(value) + " before octet " + position + " is more than " + max);
        }
        return (int) value;
    }

    private long unsigned(int limit) throws WireException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position >= limit) {
                throw new WireException("the number before octet " + position + " is cut off");
            }
            int octet = bytes[position++];
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                if (octet == 0 && shift > 0 || shift == 63 && octet > 1) {
                    throw new WireException("the number before octet " + position + " is not in its only form");
                }
                return value;
            }
        }
        throw new WireException("the number before octet " + position + " has more than 64 bits");
    }
}
