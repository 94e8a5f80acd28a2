package org.breakwater.script.module.htable;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Value;

/** Ways to select items by name or value. */
final class Match {

    private Match() {}

    /**
     * {@code ~~regex}, {@code ~%end}, {@code ==text}, {@code eqNUMBER} or {@code **} for all: how $shtcn and $shtcv
     * count. Only {@code eq} and {@code **} count integers.
     */
    static Predicate<Value> counting(String expression) {
        String operand = expression.length() < 2 ? "" : expression.substring(2);
        if (expression.startsWith("**")) {
            return v -> true;
        }
        if (expression.startsWith("~~")) {
            return regex(operand).orElse(v -> false);
        }
        if (expression.startsWith("~%")) {
            return v -> !v.isInt() && v.toText().endsWith(operand);
        }
        if (expression.startsWith("eq")) {
            int number = Numbers.parseOrZero(operand);
            return v -> v.isInt() && v.toInt() == number;
        }
        return expression.startsWith("==") ? v -> !v.isInt() && v.toText().equals(operand) : v -> false;
    }

    /**
     * {@code re}, {@code sw} (starts with), {@code ew} (ends with), {@code in} (contains), {@code eq}, {@code ne}; an
     * integer never matches.
     */
    static Predicate<Value> operator(String operator, String operand) {
        Predicate<Value> match = switch (operator) {
            case "re" -> regex(operand).orElse(v -> false);
            case "sw" -> v -> v.toText().startsWith(operand);
            case "ew" -> v -> v.toText().endsWith(operand);
            case "in" -> v -> v.toText().contains(operand);
            case "eq" -> v -> v.toText().equals(operand);
            case "ne" -> v -> !v.toText().equals(operand);
            default -> v -> false;
        };
        return v -> !v.isInt() && match.test(v);
    }

    /** Texts in which the expression, whatever its case, is found; empty when it is no expression. */
    static Optional<Predicate<Value>> regex(String expression) {
        try {
            Pattern pattern = PosixRegex.compile(expression, true);
            return Optional.of(v -> !v.isInt() && PosixRegex.find(pattern, v.toText()));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }
}
