package org.breakwater.script.syntax;

/** Recognises IPv6 address literals in the source. */
final class Ipv6Scanner {

    private static final int GROUPS = 8;
    private static final int MAX_LENGTH = GROUPS * 5;

    private Ipv6Scanner() {}

    /** Length of the longest IPv6 literal that begins at the next character, 0 if there is none. */
    static int match(CharSource source) {
        int end = 0;
        while (end < MAX_LENGTH && (source.peek(end) == ':' || isHex(source.peek(end)))) {
            end++;
        }
        for (int length = end; length >= 2; length--) {
            if (isAddress(source, length)) {
                return length;
            }
        }
        return 0;
    }

    private static boolean isAddress(CharSource source, int length) {
        int groups = 0;
        boolean compressed = false;
        int i = 0;
        if (source.peek(0) == ':') {
            if (source.peek(1) != ':') {
                return false;
            }
        }
        while (i < length) {
            if (source.peek(i) == ':') {
                if (i + 1 >= length || source.peek(i + 1) != ':' || compressed) {
                    return false;
                }
                compressed = true;
                i += 2;
                continue;
            }
            int digits = 0;
            while (i < length && isHex(source.peek(i))) {
                digits++;
                i++;
            }
            groups++;
            if (digits > 4) {
                return false;
            }
            if (i < length && source.peek(i) == ':' && !(i + 1 < length && source.peek(i + 1) == ':')) {
                i++;
                if (i == length) {
                    return false;
                }
            }
        }
        return compressed ? groups < GROUPS : groups == GROUPS;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
