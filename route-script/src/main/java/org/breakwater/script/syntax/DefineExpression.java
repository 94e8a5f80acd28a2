package org.breakwater.script.syntax;

import java.util.Objects;

/**
 * Expressions of {@code #!ifexp} and {@code #!defexp}: numbers, strings, defines (their value; 1 without value, 0 if
 * not defined), parentheses, arithmetic, comparison, {@code && || !}.
 */
final class DefineExpression {

    private static final String[][] LEVELS = {
        {"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"+", "-"}, {"*", "/", "%"}
    };
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final Defines defines;
    private int at;
    private int depth;

    private DefineExpression(String text, Defines defines) {
        this.text = text;
        this.defines = defines;
    }

    /** Truth of an expression: a number other than 0, a string that is not empty. */
    static boolean isTrue(String expression, Defines defines) {
        return truth(new DefineExpression(expression, defines).whole());
    }

    /** Result as text; numbers without fraction as integers. */
    static String value(String expression, Defines defines) {
        return asText(new DefineExpression(expression, defines).whole());
    }

    private Object whole() {
        Object value = binary(0);
        skipBlanks();
        if (at < text.length() && text.charAt(at) != '#') {
            throw new IllegalArgumentException(
                    "unexpected '" + text.substring(at).strip() + "' in expression");
        }
        return value;
    }

    private Object binary(int level) {
        if (level == LEVELS.length) {
            return unary();
        }
        Object left = binary(level + 1);
        String operator = takeOperator(LEVELS[level]);
        while (operator != null) {
            left = apply(operator, left, binary(level + 1));
            operator = takeOperator(LEVELS[level]);
        }
        return left;
    }

    private String takeOperator(String[] operators) {
        skipBlanks();
        for (String operator : operators) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                return operator;
            }
        }
        return null;
    }

    private Object unary() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("expression is nested more than " + MAX_DEPTH + " deep");
        }
        try {
            skipBlanks();
            char c = at < text.length() ? text.charAt(at) : '\0';
            at++;
            return switch (c) {
                case '!' -> truth(unary()) ? 0.0 : 1.0;
                case '-' -> -number(unary());
                case '(' -> parenthesised();
                case '"', '\'' -> string(c);
                default -> operand();
            };
        } finally {
            depth--;
        }
    }

    private Object parenthesised() {
        Object value = binary(0);
        if (takeOperator(new String[] {")"}) == null) {
            throw new IllegalArgumentException("')' missing in expression");
        }
        return value;
    }

    private Object string(char quote) {
        int end = text.indexOf(quote, at);
        if (end < 0) {
            throw new IllegalArgumentException("string is not closed in expression");
        }
        String value = text.substring(at, end);
        at = end + 1;
        return value;
    }

    private Object operand() {
        int from = --at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_' || text.charAt(at) == '.')) {
            at++;
        }
        String word = text.substring(from, at);
        if (word.isEmpty()) {
            throw new IllegalArgumentException("a number, a string or a define is missing in expression");
        }
        if (Character.isDigit(word.charAt(0))) {
            return parse(word);
        }
        String value = defines.value(word);
        if (value == null) {
            return 0.0;
        }
        return value.isEmpty() ? (Object) 1.0 : unquote(value.strip());
    }

    private static double parse(String word) {
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a number", e);
        }
    }

    private static String unquote(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private static Object apply(String operator, Object left, Object right) {
        if (operator.equals("+") && left instanceof String text) {
            return text + asText(right);
        }
        boolean strings = left instanceof String;
        return switch (operator) {
            case "||" -> bool(truth(left) || truth(right));
            case "&&" -> bool(truth(left) && truth(right));
            case "==" -> bool(strings ? Objects.equals(left, asText(right)) : number(left) == number(right));
            case "!=" -> bool(strings ? !Objects.equals(left, asText(right)) : number(left) != number(right));
            case "<=" -> bool(number(left) <= number(right));
            case ">=" -> bool(number(left) >= number(right));
            case "<" -> bool(number(left) < number(right));
            case ">" -> bool(number(left) > number(right));
            case "+" -> number(left) + number(right);
            case "-" -> number(left) - number(right);
            case "*" -> number(left) * number(right);
            case "/" -> number(left) / number(right);
            default -> number(left) % number(right);
        };
    }

    private static Double bool(boolean value) {
        return value ? 1.0 : 0.0;
    }

    private static boolean truth(Object value) {
        return value instanceof Double number ? number != 0 : !((String) value).isEmpty();
    }

    private static double number(Object value) {
        if (value instanceof Double number) {
            return number;
        }
        try {
            return Double.parseDouble((String) value);
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static String asText(Object value) {
        return value instanceof Double number ? String.valueOf(number.longValue()) : (String) value;
    }
}
