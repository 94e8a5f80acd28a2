package org.breakwater.sip.message;

/** Escaping in URIs: {@code %} and two hexadecimal digits (RFC 3261 §19.1.2). Text is wire text. */
public final class UriEscapes {

    private static final String MARK = "-_.!~*'()";
    private static final String USER_UNRESERVED = MARK + "&=+$,;?/";
    private static final String PARAM_UNRESERVED = MARK + "[]/:&+$";
    private static final String HEADER_UNRESERVED = MARK + "[]/?:+$";
    private static final String HEX = "0123456789ABCDEF";

    private UriEscapes() {}

    /** Text fit for the user part. */
    public static String escapeUser(String text) {
        return escape(text, USER_UNRESERVED);
    }

    /** Text fit for the name or value of a URI parameter. */
    public static String escapeParam(String text) {
        return escape(text, PARAM_UNRESERVED);
    }

    /** Text fit for the name or value of a header in a URI. */
    public static String escapeHeader(String text) {
        return escape(text, HEADER_UNRESERVED);
    }

    /** Text with its escapes resolved; a {@code %} without two hexadecimal digits stays as it is. */
    public static String unescape(String text) {
        int percent = text.indexOf('%');
        if (percent < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = octet(text, i);
            if (octet >= 0) {
                plain.append((char) octet);
                i += 2;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    /**
     * Text in the one form that all equivalent ones have: escapes of characters that need none are resolved, the
     * others are written with capital digits.
     */
    static String normalise(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = octet(text, i);
            if (octet < 0) {
                normal.append(text.charAt(i));
                continue;
            }
            i += 2;
            if (isPlain((char) octet, MARK)) {
                normal.append((char) octet);
            } else {
                append(normal, octet);
            }
        }
        return normal.toString();
    }

    private static String escape(String text, String allowed) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i), allowed)) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c, allowed)) {
                escaped.append(c);
            } else {
                append(escaped, c & 0xff);
            }
        }
        return escaped.toString();
    }

    private static void append(StringBuilder text, int octet) {
        text.append('%').append(HEX.charAt(octet >> 4)).append(HEX.charAt(octet & 0xf));
    }

    private static boolean isPlain(char c, String allowed) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || allowed.indexOf(c) >= 0;
    }

    private static int octet(String text, int at) {
        if (text.charAt(at) != '%' || at + 2 >= text.length()) {
            return -1;
        }
        int high = digit(text.charAt(at + 1));
        int low = digit(text.charAt(at + 2));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }
}
