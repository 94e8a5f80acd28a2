package org.breakwater.sip.message;

/** Character classes of RFC 3261 §25.1. */
public final class Tokens {

    private static final boolean[] TOKEN = new boolean[256];

    static {
        for (int c = 0; c < 128; c++) {
            TOKEN[c] = Character.isLetterOrDigit(c) || "-.!%*_+`'~".indexOf(c) >= 0;
        }
    }

    private Tokens() {}

    /** Whether an octet may stand in a token. */
    public static boolean isTokenChar(int octet) {
        return TOKEN[octet & 0xff];
    }

    /** Whether the characters {@code start} to {@code end} (exclusive) are a token of at least one character. */
    public static boolean isToken(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) > 127 || !TOKEN[text.charAt(i)]) {
                return false;
            }
        }
        return end > start;
    }
}
