package org.breakwater.platform.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes fields: tag, length, content. Tags are written in ascending order; the same tag again means a list.
 *
 * <pre>
 * value  = format field*          format: one octet, 1 to 127
 * field  = tag length content     tag and length: unsigned numbers in groups of seven bits, lowest first
 * number = content                zigzag, then groups of seven bits
 * </pre>
 */
public final class WireWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private int lastTag;

    private WireWriter() {}

    /**
     * Begins a value.
     *
     * @param format 1 to 127; a new number only when older readers would misunderstand
     */
    public static WireWriter format(int format) {
        if (format < 1 || format > 127) {
            throw new IllegalArgumentException("format " + format + " is not within 1..127");
        }
        WireWriter writer = new WireWriter();
        writer.out.write(format);
        return writer;
    }

    /** Begins a value inside another. */
    public static WireWriter nested() {
        return new WireWriter();
    }

    /** Writes a number. */
    public WireWriter number(int tag, long value) {
        long zigzag = value << 1 ^ value >> 63;
        head(tag, lengthOf(zigzag));
        unsigned(zigzag);
        return this;
    }

    /** Writes a number unless it is 0, which is what a reader takes an absent one for. */
    public WireWriter numberUnlessZero(int tag, long value) {
        return value == 0 ? this : number(tag, value);
    }

    /** Writes a text; nothing for null. */
    public WireWriter text(int tag, String textOrNull) {
        return textOrNull == null ? this : bytes(tag, textOrNull.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes octets; nothing for null. */
    public WireWriter bytes(int tag, byte[] bytesOrNull) {
        if (bytesOrNull != null) {
            head(tag, bytesOrNull.length);
            out.write(bytesOrNull, 0, bytesOrNull.length);
        }
        return this;
    }

    /** Writes a value begun with {@link #nested()}. */
    public WireWriter nested(int tag, WireWriter value) {
        return bytes(tag, value.toBytes());
    }

    /** What was written. */
    public byte[] toBytes() {
        return out.toByteArray();
    }

    private void head(int tag, int length) {
        if (tag < 1 || tag > WireReader.MAX_TAG || tag < lastTag) {
            throw new IllegalArgumentException("tag " + tag + " after " + lastTag);
        }
        lastTag = tag;
        unsigned(tag);
        unsigned(length);
    }

    private void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static int lengthOf(long value) {
        return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
    }
}
