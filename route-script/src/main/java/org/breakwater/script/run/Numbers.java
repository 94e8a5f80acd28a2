package org.breakwater.script.run;

import java.util.OptionalInt;

/** Numbers in strings, as Kamailio's str2sint and strtol read them. */
public final class Numbers {

    private Numbers() {}

    /** The number a whole string is (optional sign, decimal or 0x), else 0. */
    public static int parseOrZero(String text) {
        return parse(text).orElse(0);
    }

    /** The number a whole string is (optional sign, decimal or 0x); more than 32 bits wrap. */
    public static OptionalInt parse(String text) {
        int i = 0;
        boolean negative = false;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            i = 1;
        }
        int radix = 10;
        if (text.startsWith("0x", i)) {
            radix = 16;
            i += 2;
        }
        if (i == text.length()) {
            return OptionalInt.empty();
        }
        int number = 0;
        for (; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return OptionalInt.empty();
            }
            number = number * radix + digit;
        }
        return OptionalInt.of(negative ? -number : number);
    }
}
