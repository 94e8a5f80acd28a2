package org.breakwater.script.run;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * POSIX extended regular expressions on the JDK's engine, with a bound on the work one match may do, so that hostile
 * input cannot hold a worker.
 */
public final class PosixRegex {

    private static final int STEP_LIMIT = 200_000;

    private PosixRegex() {}

    /**
     * Compiles.
     *
     * @throws PatternSyntaxException when it is not a regular expression
     */
    public static Pattern compile(String expression, boolean ignoreCase) {
        return Pattern.compile(translate(expression), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
    }

    /** Whether the pattern occurs in the text; false when the match would take too long. */
    public static boolean find(Pattern pattern, String text) {
        try {
            return pattern.matcher(new Bounded(text, new int[] {STEP_LIMIT})).find();
        } catch (EvaluationException | StackOverflowError e) {
            return false; // the JDK's engine recurses with every repetition of a group
        }
    }

    /** The text as input for a matcher that throws {@link EvaluationException} when a match takes too long. */
    public static CharSequence bounded(String text) {
        return new Bounded(text, new int[] {STEP_LIMIT});
    }

    private static String translate(String expression) {
        StringBuilder java = new StringBuilder(expression.length() + 8);
        int i = 0;
        while (i < expression.length()) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                java.append(c).append(expression.charAt(i + 1));
                i += 2;
            } else if (c == '[') {
                i = bracket(expression, i, java);
            } else {
                java.append(c);
                i++;
            }
        }
        return java.toString();
    }

    private static int bracket(String e, int open, StringBuilder java) {
        int i = open + 1;
        java.append('[');
        if (i < e.length() && e.charAt(i) == '^') {
            java.append('^');
            i++;
        }
        boolean first = true;
        while (i < e.length() && (first || e.charAt(i) != ']')) {
            char c = e.charAt(i);
            if (c == '[' && i + 1 < e.length() && e.charAt(i + 1) == ':') {
                int close = e.indexOf(":]", i + 2);
                if (close > 0) {
                    java.append(posixClass(e.substring(i + 2, close)));
                    i = close + 2;
                    first = false;
                    continue;
                }
            }
            if (c == '[' || c == '\\' || c == '&' || c == ']' || c == '^') {
                java.append('\\');
            }
            java.append(c);
            i++;
            first = false;
        }
        java.append(']');
        return Math.min(e.length(), i + 1);
    }

    private static String posixClass(String name) {
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{Alnum}";
            case "upper" -> "\\p{Upper}";
            case "lower" -> "\\p{Lower}";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "print" -> "\\p{Print}";
            case "graph" -> "\\p{Graph}";
            case "cntrl" -> "\\p{Cntrl}";
            case "xdigit" -> "0-9A-Fa-f";
            default -> throw new PatternSyntaxException("unknown character class", name, 0);
        };
    }

    private record Bounded(String text, int[] steps) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--steps[0] < 0) {
                throw new EvaluationException("regular expression takes too long");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Bounded(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
