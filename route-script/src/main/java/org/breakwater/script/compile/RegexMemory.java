package org.breakwater.script.compile;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.PosixRegex;

/** Keeps the last computed regular expression of one place, which is nearly always the next one too. */
final class RegexMemory {

    private volatile Compiled last;

    boolean find(String expression, String text) {
        Compiled c = last;
        if (c == null || !c.expression.equals(expression)) {
            try {
                c = new Compiled(expression, PosixRegex.compile(expression, true));
            } catch (PatternSyntaxException e) {
                throw new EvaluationException("\"" + expression + "\" is not a regular expression");
            }
            last = c;
        }
        return PosixRegex.find(c.pattern, text);
    }

    private record Compiled(String expression, Pattern pattern) {}
}
