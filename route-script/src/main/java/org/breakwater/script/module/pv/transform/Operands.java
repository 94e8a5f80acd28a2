package org.breakwater.script.module.pv.transform;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Parameters of a transformation: constant or with variables in them. */
final class Operands {

    private final PvSpec.Transformation transformation;
    private final LoadContext load;
    private final String text;

    Operands(PvSpec.Transformation transformation, LoadContext load) {
        this.transformation = transformation;
        this.load = load;
        this.text = transformation.arguments();
    }

    /** Whether there are any. */
    boolean present() {
        return text != null && !text.isEmpty();
    }

    /** All of them as one text. */
    Expression whole() throws FixupException {
        return expression(required());
    }

    /** A first parameter and whether a second follows. */
    boolean hasSecond() {
        return text != null && comma(text) >= 0;
    }

    /** What stands before the first comma. */
    Expression first() throws FixupException {
        String t = required();
        int comma = comma(t);
        return expression(comma < 0 ? t : t.substring(0, comma));
    }

    /** What stands after the first comma. */
    Expression second() throws FixupException {
        String t = required();
        int comma = comma(t);
        if (comma < 0 || comma + 1 == t.length()) {
            throw new FixupException("{" + transformation.text() + "} needs two parameters");
        }
        return expression(t.substring(comma + 1));
    }

    /** The one character after the first comma. */
    Expression separator() throws FixupException {
        return second();
    }

    /** A whole number that stands alone. */
    Expression number() throws FixupException {
        return checkedNumber(required());
    }

    /** The first parameter as a number. */
    Expression firstNumber() throws FixupException {
        String t = required();
        int comma = comma(t);
        return checkedNumber(comma < 0 ? t : t.substring(0, comma));
    }

    /** The second parameter as a number. */
    Expression secondNumber() throws FixupException {
        second();
        return checkedNumber(text.substring(comma(text) + 1));
    }

    /** The second parameter as a number that must not be negative. */
    Expression secondLength() throws FixupException {
        Expression length = secondNumber();
        String t = text.substring(comma(text) + 1).trim();
        if (t.indexOf('$') < 0 && Numbers.parseOrZero(t) < 0) {
            throw new FixupException("{" + transformation.text() + "}: a length must not be negative");
        }
        return length;
    }

    private Expression checkedNumber(String t) throws FixupException {
        String trimmed = t.trim();
        if (trimmed.indexOf('$') < 0) {
            int number = Numbers.parse(trimmed)
                    .orElseThrow(() ->
                            new FixupException("{" + transformation.text() + "}: \"" + trimmed + "\" is not a number"));
            Value constant = Value.of(number);
            return ctx -> constant;
        }
        return load.format(trimmed);
    }

    private String required() throws FixupException {
        if (!present()) {
            throw new FixupException("{" + transformation.text() + "} needs a parameter");
        }
        return text;
    }

    private Expression expression(String t) throws FixupException {
        if (t.indexOf('$') >= 0) {
            return load.format(t.trim());
        }
        Value constant = Value.of(t);
        return ctx -> constant;
    }

    /** The first comma outside a variable's parentheses; a leading comma is text. */
    private static int comma(String t) {
        int depth = 0;
        for (int i = 0; i < t.length(); i++) {
            char c = t.charAt(i);
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth <= 0 && i > 0) {
                return i;
            }
        }
        return -1;
    }
}
