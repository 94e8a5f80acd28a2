package org.breakwater.script.module.htable;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Value;

/** Ways to select items by name or value. */
final class Match {

    private Match() {}

    /** {@code ~~regex}, {@code ~%prefix}, {@code ==text}, {@code eqNUMBER} or {@code *}: how $shtcn and $shtcv count. */
    static Predicate<Value> counting(String expression) {
        if (expression.equals("*")) {
            return v -> true;
        }
        String operand = expression.length() < 2 ? "" : expression.substring(2);
        if (expression.startsWith("~~")) {
            return regex(operand);
        }
        if (expression.startsWith("~%")) {
            return v -> v.toText().startsWith(operand);
        }
        if (expression.startsWith("eq")) {
            int number = Numbers.parseOrZero(operand);
            return v -> v.isInt() && v.toInt() == number;
        }
        return expression.startsWith("==") ? v -> v.toText().equals(operand) : v -> false;
    }

    /** {@code re}, {@code sw} (starts with), {@code ew} (ends with), {@code in} (contains), {@code eq}, {@code ne}. */
    static Predicate<Value> operator(String operator, String operand) {
        return switch (operator) {
            case "re" -> regex(operand);
            case "sw" -> v -> v.toText().startsWith(operand);
            case "ew" -> v -> v.toText().endsWith(operand);
            case "in" -> v -> v.toText().contains(operand);
            case "eq" -> v -> v.toText().equals(operand);
            case "ne" -> v -> !v.toText().equals(operand);
            default -> v -> false;
        };
    }

    /** An expression that is none matches nothing. */
    static Predicate<Value> regex(String expression) {
        try {
            Pattern pattern = PosixRegex.compile(expression, false);
            return v -> PosixRegex.find(pattern, v.toText());
        } catch (PatternSyntaxException e) {
            return v -> false;
        }
    }
}
