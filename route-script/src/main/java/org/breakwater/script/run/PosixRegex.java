package org.breakwater.script.run;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.syntax.PosixPattern;

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
        return Pattern.compile(PosixPattern.toJava(expression), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
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
