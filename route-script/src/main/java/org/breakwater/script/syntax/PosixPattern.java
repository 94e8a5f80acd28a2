package org.breakwater.script.syntax;

import java.util.regex.PatternSyntaxException;

/** Rewrites a POSIX extended regular expression, as glibc understands it, for {@link java.util.regex.Pattern}. */
public final class PosixPattern {

    private PosixPattern() {}

    /**
     * The same expression in Java's syntax. Inside brackets POSIX knows no escapes, no nesting and no intersection;
     * outside, a backslash before a letter means that letter ({@code \d} is a d), except in {@code \w \W \b \B \s
     * \S}.
     *
     * @throws PatternSyntaxException when it names an unknown character class
     */
    public static String toJava(String posix) {
        StringBuilder out = new StringBuilder(posix.length() + 8);
        int i = 0;
        while (i < posix.length()) {
            char c = posix.charAt(i);
            if (c == '\\' && i + 1 < posix.length()) {
                char escaped = posix.charAt(i + 1);
                boolean special = Character.isLetter(escaped) && "wWbBsS".indexOf(escaped) < 0;
                out.append(special ? "" : "\\").append(escaped);
                i += 2;
            } else if (c == '[') {
                i = bracket(posix, i, out);
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int bracket(String posix, int open, StringBuilder out) {
        int i = open + 1;
        out.append('[');
        if (i < posix.length() && posix.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        boolean first = true;
        while (i < posix.length() && (first || posix.charAt(i) != ']')) {
            int classEnd = posix.startsWith("[:", i) ? posix.indexOf(":]", i + 2) : -1;
            if (classEnd > 0) {
                out.append(classOf(posix, i + 2, classEnd));
                i = classEnd + 2;
            } else {
                char c = posix.charAt(i++);
                if ("\\[]&^".indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.append(c);
            }
            first = false;
        }
        out.append(']');
        return i + 1;
    }

    private static String classOf(String posix, int from, int to) {
        String name = posix.substring(from, to);
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{Alnum}";
            case "upper" -> "\\p{Upper}";
            case "lower" -> "\\p{Lower}";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "0-9a-fA-F";
            case "print" -> "\\p{Print}";
            case "graph" -> "\\p{Graph}";
            case "cntrl" -> "\\p{Cntrl}";
            default -> throw new PatternSyntaxException("unknown character class [:" + name + ":]", posix, from);
        };
    }
}
