package org.breakwater.script.module.textopsx;

import java.util.Locale;

/** Shell patterns: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}, backslash. Takes time linear in the text per star. */
final class FilePattern {

    private FilePattern() {}

    static boolean matches(String pattern, String text, boolean anyCase) {
        String p = anyCase ? pattern.toLowerCase(Locale.ROOT) : pattern;
        String t = anyCase ? text.toLowerCase(Locale.ROOT) : text;
        int pi = 0;
        int ti = 0;
        int star = -1;
        int restart = 0;
        while (ti < t.length()) {
            int next = pi < p.length() && p.charAt(pi) != '*' ? one(p, pi, t.charAt(ti)) : -1;
            if (next > 0) {
                pi = next;
                ti++;
            } else if (pi < p.length() && p.charAt(pi) == '*') {
                star = pi++;
                restart = ti;
            } else if (star >= 0) {
                pi = star + 1;
                ti = ++restart;
            } else {
                return false;
            }
        }
        while (pi < p.length() && p.charAt(pi) == '*') {
            pi++;
        }
        return pi == p.length();
    }

    /** Where the pattern goes on if its element at {@code at} fits the character, else -1. */
    private static int one(String p, int at, char c) {
        char e = p.charAt(at);
        if (e == '?') {
            return at + 1;
        }
        if (e == '[') {
            int close = p.indexOf(']', at + (p.startsWith("[!]", at) ? 3 : 2));
            if (close > 0) {
                return inSet(p.substring(at + 1, close), c) ? close + 1 : -1;
            }
        }
        if (e == '\\' && at + 1 < p.length()) {
            return p.charAt(at + 1) == c ? at + 2 : -1;
        }
        return e == c ? at + 1 : -1;
    }

    private static boolean inSet(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
                found |= c >= set.charAt(i) && c <= set.charAt(i + 2);
                i += 2;
            } else {
                found |= c == set.charAt(i);
            }
        }
        return found != negated;
    }
}
