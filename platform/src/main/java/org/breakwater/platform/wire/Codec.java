package org.breakwater.platform.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Makes octets of values and values of octets. Equal values give equal octets.
 *
 * @param <T> an immutable value
 */
public interface Codec<T> {

    /** The value as octets, which nobody changes afterwards. */
    byte[] encode(T value);

    /**
     * The value again.
     *
     * @throws WireException for anything that {@link #encode} of this or an earlier version cannot have written, or
     *     that is too large
     */
    T decode(byte[] bytes) throws WireException;

    /** UTF-8 text of at most that many octets, without any frame. */
    static Codec<String> text(int maxBytes) {
        return new Codec<>() {
            @Override
            public byte[] encode(String value) {
                return value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String decode(byte[] bytes) throws WireException {
                if (bytes.length > maxBytes) {
                    throw new WireException("a text of " + bytes.length + " octets is longer than " + maxBytes);
                }
                return strictUtf8(bytes, 0, bytes.length);
            }
        };
    }

    /** Text of those octets, which must be well-formed UTF-8. */
    static String strictUtf8(byte[] bytes, int from, int length) throws WireException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new WireException("octets " + from + " to " + (from + length) + " are not UTF-8");
        }
    }
}
