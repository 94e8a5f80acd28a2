package org.breakwater.sip.message;

import java.nio.charset.StandardCharsets;

/** Conversion between wire text (one char per octet) and bytes or Unicode text. */
public final class Octets {

    private Octets() {}

    /** Wire text of a range of bytes. */
    public static String text(byte[] bytes, int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of wire text. */
    public static byte[] bytes(String wireText) {
        return wireText.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Wire text as a person reads it: its octets decoded as UTF-8, malformed ones replaced. */
    public static String toUnicode(String wireText) {
        for (int i = 0; i < wireText.length(); i++) {
            if (wireText.charAt(i) > 127) {
                return new String(bytes(wireText), StandardCharsets.UTF_8);
            }
        }
        return wireText;
    }

    /** Unicode text as wire text: its UTF-8 octets, one char each. */
    public static String fromUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return text;
    }
}
