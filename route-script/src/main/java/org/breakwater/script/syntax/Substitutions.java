package org.breakwater.script.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Rules of {@code #!subst}, {@code #!substdef} and {@code #!substdefs}, applied to every later string and variable. */
final class Substitutions {

    /** Characters one rule may look at in one text; more means an expression that backtracks without end. */
    private static final int MAX_STEPS = 1_000_000;

    private final List<Rule> rules = new ArrayList<>();
    private final Function<String, String> variables;

    /** One rule; a replacement may refer to groups as {@code \1} to {@code \9}, {@code \0} is the whole match. */
    private record Rule(Pattern pattern, String replacement, boolean all) {}

    /** Text that may be looked at only so often. */
    private record BoundedText(String text, int[] stepsLeft) implements CharSequence {

        @Override
        public char charAt(int index) {
            if (--stepsLeft[0] < 0) {
                throw new StepsExhaustedException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class StepsExhaustedException extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    /** Expression and replacement of a rule as they stand between the separators. */
    record Parts(String expression, String replacement, String flags) {}

    /**
     * No rules yet.
     *
     * @param variables replaces pseudo-variables such as {@code $env(HOME)} in a replacement
     */
    Substitutions(Function<String, String> variables) {
        this.variables = variables;
    }

    /** Adds {@code /expression/replacement/flags}; throws IllegalArgumentException with a message if it is malformed. */
    Parts add(String rule) {
        Parts parts = split(rule);
        int flags = 0;
        boolean all = false;
        for (char flag : parts.flags().toCharArray()) {
            switch (flag) {
                case 'g' -> all = true;
                case 'i' -> flags |= Pattern.CASE_INSENSITIVE;
                case 's' -> flags |= Pattern.DOTALL;
                default ->
                    throw new IllegalArgumentException("unknown flag '" + flag + "' in substitution (g, i or s)");
            }
        }
        try {
            rules.add(new Rule(
                    Pattern.compile(PosixPattern.toJava(parts.expression()), flags),
                    variables.apply(parts.replacement()),
                    all));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("bad regular expression in substitution: " + e.getDescription(), e);
        }
        return parts;
    }

    private static Parts split(String rule) {
        if (rule.length() < 3) {
            throw new IllegalArgumentException("substitution must have the form /expression/replacement/flags");
        }
        char separator = rule.charAt(0);
        if (separator == '\\') {
            throw new IllegalArgumentException("a backslash cannot be the separator of a substitution");
        }
        int middle = separatorAfter(rule, separator, 1);
        int end = separatorAfter(rule, separator, middle + 1);
        if (middle == 1) {
            throw new IllegalArgumentException("substitution has an empty expression");
        }
        return new Parts(rule.substring(1, middle), rule.substring(middle + 1, end), rule.substring(end + 1));
    }

    private static int separatorAfter(String rule, char separator, int from) {
        for (int i = from; i < rule.length(); i++) {
            if (rule.charAt(i) == separator && rule.charAt(i - 1) != '\\') {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "separator '" + separator + "' missing: a substitution has the form /expression/replacement/flags");
    }

    /** Applies all rules in order; throws IllegalArgumentException if an expression is too complex for the text. */
    String apply(String text) {
        String result = text;
        for (Rule rule : rules) {
            try {
                result = apply(rule, result);
            } catch (StackOverflowError | StepsExhaustedException e) {
                throw new IllegalArgumentException(
                        "the regular expression of the substitution '" + rule.pattern() + "' is too complex", e);
            }
        }
        return result;
    }

    private static String apply(Rule rule, String text) {
        Matcher matcher = rule.pattern().matcher(new BoundedText(text, new int[] {MAX_STEPS}));
        if (text.isEmpty() || !matcher.find()) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        do {
            out.append(text, from, matcher.start());
            appendReplacement(rule.replacement(), matcher, out);
            from = matcher.end();
        } while (rule.all() && matcher.find());
        return out.append(text, from, text.length()).toString();
    }

    private static void appendReplacement(String replacement, Matcher matcher, StringBuilder out) {
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c != '\\' || i + 1 == replacement.length()) {
                out.append(c);
                continue;
            }
            char escaped = replacement.charAt(++i);
            if (escaped >= '0' && escaped <= '9') {
                int group = escaped - '0';
                if (group <= matcher.groupCount() && matcher.group(group) != null) {
                    out.append(matcher.group(group));
                }
            } else {
                out.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : escaped);
            }
        }
    }
}
