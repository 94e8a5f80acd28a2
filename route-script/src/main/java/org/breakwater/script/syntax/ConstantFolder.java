package org.breakwater.script.syntax;

/** Computes constant expressions; labels of {@code case} must be constant. */
final class ConstantFolder {

    private ConstantFolder() {}

    /** The label as a literal; a syntax error if it is not constant. */
    static Expression label(Expression expression, boolean regex) {
        Object value = value(expression);
        if (value == null) {
            throw new SyntaxErrorException(expression.position(), "the label of a case must be constant");
        }
        if (regex) {
            return new Expression.RegexLiteral(expression.position(), text(value), "");
        }
        if (value instanceof Integer number) {
            return new Expression.IntLiteral(expression.position(), number);
        }
        Expression.Quote quote =
                expression instanceof Expression.StringLiteral literal ? literal.quote() : Expression.Quote.DOUBLE;
        return new Expression.StringLiteral(expression.position(), (String) value, quote);
    }

    /** An Integer or a String, null if it is known only at run time. */
    private static Object value(Expression expression) {
        if (expression instanceof Expression.IntLiteral literal) {
            return literal.value();
        }
        if (expression instanceof Expression.StringLiteral literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Cast cast) {
            Object operand = value(cast.operand());
            return operand == null
                    ? null
                    : cast.type() == Expression.CastType.INT ? (Object) number(operand) : text(operand);
        }
        if (expression instanceof Expression.StrLen length) {
            Object operand = value(length.operand());
            return operand == null ? null : text(operand).length();
        }
        if (expression instanceof Expression.Unary unary) {
            return unary(unary);
        }
        return expression instanceof Expression.Binary binary ? binary(binary) : null;
    }

    private static Object unary(Expression.Unary unary) {
        Object operand = value(unary.operand());
        if (operand == null) {
            return null;
        }
        int number = number(operand);
        return switch (unary.operator()) {
            case NOT -> number == 0 ? 1 : 0;
            case BIT_NOT -> ~number;
            case NEGATE -> -number;
        };
    }

    private static Object binary(Expression.Binary binary) {
        Object left = value(binary.left());
        Object right = value(binary.right());
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String text) {
            return ofStrings(binary.operator(), text, text(right));
        }
        return ofNumbers(binary.operator(), number(left), number(right));
    }

    private static Object ofStrings(BinaryOperator operator, String left, String right) {
        return switch (operator) {
            case ADD -> left + right;
            case EQUAL, STRING_EQUAL -> left.equals(right) ? 1 : 0;
            case NOT_EQUAL, STRING_NOT_EQUAL -> left.equals(right) ? 0 : 1;
            default -> null;
        };
    }

    private static Object ofNumbers(BinaryOperator operator, int left, int right) {
        return switch (operator) {
            case OR -> left != 0 || right != 0 ? 1 : 0;
            case AND -> left != 0 && right != 0 ? 1 : 0;
            case BIT_OR -> left | right;
            case BIT_AND -> left & right;
            case BIT_XOR -> left ^ right;
            case SHIFT_LEFT -> left << right;
            case SHIFT_RIGHT -> left >> right;
            case EQUAL, INT_EQUAL -> left == right ? 1 : 0;
            case NOT_EQUAL, INT_NOT_EQUAL -> left != right ? 1 : 0;
            case GREATER -> left > right ? 1 : 0;
            case LESS -> left < right ? 1 : 0;
            case GREATER_EQUAL -> left >= right ? 1 : 0;
            case LESS_EQUAL -> left <= right ? 1 : 0;
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> right == 0 ? null : (Object) (left / right);
            case MODULO -> right == 0 ? null : (Object) (left % right);
            default -> null;
        };
    }

    private static int number(Object value) {
        if (value instanceof Integer number) {
            return number;
        }
        try {
            return Long.decode(((String) value).strip()).intValue();
        } catch (NumberFormatException notANumber) {
            return 0;
        }
    }

    private static String text(Object value) {
        return String.valueOf(value);
    }
}
