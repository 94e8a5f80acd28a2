package org.breakwater.script.module.textops;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.PosixRegex;

/** Regular expressions as textops compiles them: {@code ^} and {@code $} match at line breaks, a dot none of them. */
final class LinePattern {

    private static final String BY_LINES = "(?md)";
    private static final String AS_A_WHOLE = "(?sd)";

    private LinePattern() {}

    /** Matches line by line, in any case. */
    static Pattern of(String expression) throws FixupException {
        return of(expression, true, true);
    }

    /** Matches line by line or the text as a whole. */
    static Pattern of(String expression, boolean byLines, boolean ignoreCase) throws FixupException {
        try {
            return compile(expression, byLines, ignoreCase);
        } catch (PatternSyntaxException e) {
            throw new FixupException("\"" + expression + "\" is not a regular expression: " + e.getDescription());
        }
    }

    /** The same at run time; null when it is not a regular expression. */
    static Pattern orNull(String expression) {
        try {
            return compile(expression, true, true);
        } catch (PatternSyntaxException e) {
            return null;
        }
    }

    private static Pattern compile(String expression, boolean byLines, boolean ignoreCase) {
        return PosixRegex.compile((byLines ? BY_LINES : AS_A_WHOLE) + expression, ignoreCase);
    }
}
