package org.breakwater.sip.message;

/** Numbers in header fields and parameters. */
public final class DeltaSeconds {

    /** The largest value a field of this kind may have (RFC 3261 §20.19). */
    public static final long MAX = 0xffffffffL;

    private DeltaSeconds() {}

    /**
     * Seconds, 0 to 2^32 - 1; larger numbers count as the largest.
     *
     * @param text the value, or null when there is none
     * @param malformed the result for what is not a number
     */
    public static long parse(String text, long malformed) {
        if (text == null || text.isEmpty()) {
            return malformed;
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return malformed;
            }
            number = Math.min(MAX, number * 10 + c - '0');
        }
        return number;
    }

    /** The same for those who count in 32 bits with a sign: larger numbers count as 2^31 - 1. */
    public static int parseInt(String text, int malformed) {
        return (int) Math.min(Integer.MAX_VALUE, parse(text, malformed));
    }

    /**
     * A number that is malformed when it is too large: from 0 to {@code max}, or -1.
     *
     * @param max at most 2^53, so that ten times as much still is a number
     */
    public static long upTo(String text, long max) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
            if (number > max) {
                return -1;
            }
        }
        return text.isEmpty() ? -1 : number;
    }

    /** A q value in thousandths, 0 to 1000 (RFC 3261 §25.1 qvalue); -1 when it is malformed. */
    static int parseQ(String text) {
        int length = text.length();
        int value = 0;
        boolean good = length >= 1 && length <= 5 && (text.charAt(0) == '0' || text.charAt(0) == '1');
        for (int i = 0, scale = 1000; good && i < length; i++) {
            char c = text.charAt(i);
            if (i == 1) {
                good = c == '.';
            } else if (c >= '0' && c <= '9') {
                value += (c - '0') * scale;
                scale /= 10;
            } else {
                good = false;
            }
        }
        return good && value <= 1000 ? value : -1;
    }
}
