package org.breakwater.script.compile;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.BinaryOperator;
import org.breakwater.script.syntax.Expression.Binary;
import org.breakwater.script.syntax.Expression.KeywordRef;
import org.breakwater.script.syntax.Expression.PvRef;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.Expression.Unary;

/** Compiles operators with Kamailio's rules of type and truth. */
final class Operators {

    private final LoadScope load;
    private final ExpressionCompiler expressions;

    Operators(LoadScope load, ExpressionCompiler expressions) {
        this.load = load;
        this.expressions = expressions;
    }

    Expression compile(org.breakwater.script.syntax.Expression e) {
        if (e instanceof Unary u) {
            Expression x = expressions.compile(u.operand());
            return switch (u.operator()) {
                case NOT -> number(ctx -> x.asInt(ctx) == 0 ? 1 : 0);
                case NEGATE -> number(ctx -> -x.asInt(ctx));
                case BIT_NOT -> number(ctx -> ~x.asInt(ctx));
            };
        }
        Binary b = (Binary) e;
        if (b.left() instanceof KeywordRef || b.right() instanceof KeywordRef) {
            return new Keywords(load).comparison(b, expressions);
        }
        Expression left = expressions.compile(b.left());
        if (b.operator() == BinaryOperator.MATCH) {
            return match(left, b);
        }
        if (isNull(b.right()) && (b.operator() == BinaryOperator.EQUAL || b.operator() == BinaryOperator.NOT_EQUAL)) {
            boolean equal = b.operator() == BinaryOperator.EQUAL;
            return number(ctx -> left.eval(ctx).isNull() == equal ? 1 : 0);
        }
        if (b.operator() == BinaryOperator.EQUAL
                && b.right() instanceof StringLiteral s
                && s.value().isEmpty()) {
            return number(ctx -> left.asText(ctx).isEmpty() ? 1 : 0); // the number 0 is not the empty string
        }
        return binary(b.operator(), left, expressions.compile(b.right()));
    }

    private static boolean isNull(org.breakwater.script.syntax.Expression e) {
        return e instanceof PvRef pv && pv.spec().name().equals("null");
    }

    private static Expression binary(BinaryOperator operator, Expression a, Expression b) {
        return switch (operator) {
            case AND -> number(ctx -> a.asInt(ctx) > 0 && b.asInt(ctx) > 0 ? 1 : 0);
            case OR -> number(ctx -> or(a, b, ctx) ? 1 : 0);
            case EQUAL -> number(ctx -> equal(a.eval(ctx), b.eval(ctx)) ? 1 : 0);
            case NOT_EQUAL -> number(ctx -> equal(a.eval(ctx), b.eval(ctx)) ? 0 : 1);
            case STRING_EQUAL -> number(ctx -> a.asText(ctx).equals(b.asText(ctx)) ? 1 : 0);
            case STRING_NOT_EQUAL -> number(ctx -> a.asText(ctx).equals(b.asText(ctx)) ? 0 : 1);
            case INT_EQUAL -> number(ctx -> a.asInt(ctx) == b.asInt(ctx) ? 1 : 0);
            case INT_NOT_EQUAL -> number(ctx -> a.asInt(ctx) != b.asInt(ctx) ? 1 : 0);
            case GREATER -> number(ctx -> a.asInt(ctx) > b.asInt(ctx) ? 1 : 0);
            case LESS -> number(ctx -> a.asInt(ctx) < b.asInt(ctx) ? 1 : 0);
            case GREATER_EQUAL -> number(ctx -> a.asInt(ctx) >= b.asInt(ctx) ? 1 : 0);
            case LESS_EQUAL -> number(ctx -> a.asInt(ctx) <= b.asInt(ctx) ? 1 : 0);
            case ADD -> ctx -> add(a.eval(ctx), b.eval(ctx));
            default -> arithmetic(operator, a, b);
        };
    }

    private static Expression arithmetic(BinaryOperator operator, Expression a, Expression b) {
        return switch (operator) {
            case SUBTRACT -> number(ctx -> a.asInt(ctx) - b.asInt(ctx));
            case MULTIPLY -> number(ctx -> a.asInt(ctx) * b.asInt(ctx));
            case DIVIDE -> number(ctx -> a.asInt(ctx) / notZero(b.asInt(ctx)));
            case MODULO -> number(ctx -> a.asInt(ctx) % notZero(b.asInt(ctx)));
            case BIT_AND -> number(ctx -> a.asInt(ctx) & b.asInt(ctx));
            case BIT_OR -> number(ctx -> a.asInt(ctx) | b.asInt(ctx));
            case BIT_XOR -> number(ctx -> a.asInt(ctx) ^ b.asInt(ctx));
            case SHIFT_LEFT -> number(ctx -> a.asInt(ctx) << b.asInt(ctx));
            case SHIFT_RIGHT -> number(ctx -> a.asInt(ctx) >> b.asInt(ctx));
            default -> throw new IllegalStateException("not an arithmetic operator: " + operator);
        };
    }

    /** When the left side cannot be computed the right side may still decide. */
    private static boolean or(Expression a, Expression b, ScriptContext ctx) {
        boolean left;
        try {
            left = a.asInt(ctx) > 0;
        } catch (EvaluationException e) {
            if (b.asInt(ctx) > 0) {
                return true;
            }
            throw e;
        }
        return left || b.asInt(ctx) > 0;
    }

    private static int notZero(int divisor) {
        if (divisor == 0) {
            throw new EvaluationException("division by zero");
        }
        return divisor;
    }

    /** The left operand's type decides; a null one goes along with the right operand's. */
    private static boolean equal(Value a, Value b) {
        if (a.isInt() || (a.isNull() && b.isInt())) {
            return a.toInt() == b.toInt();
        }
        return a.toText().equals(b.toText());
    }

    private static Value add(Value a, Value b) {
        if (a.isInt() || (a.isNull() && b.isInt())) {
            return Value.of(a.toInt() + b.toInt());
        }
        return Value.of(a.toText().concat(b.toText()));
    }

    private Expression match(Expression left, Binary b) {
        if (b.right() instanceof StringLiteral s) {
            try {
                Pattern pattern = PosixRegex.compile(s.value(), true);
                return number(ctx -> PosixRegex.find(pattern, left.asText(ctx)) ? 1 : 0);
            } catch (PatternSyntaxException e) {
                load.findings()
                        .error(
                                s.position(),
                                "\"" + s.value() + "\" is not a regular expression: " + e.getDescription());
                return Constant.number(0);
            }
        }
        Expression right = expressions.compile(b.right());
        RegexMemory memory = new RegexMemory();
        return number(ctx -> memory.find(right.asText(ctx), left.asText(ctx)) ? 1 : 0);
    }

    private static Expression number(IntExpression e) {
        return e;
    }

    /** An expression whose value is always an integer; conditions then need no value object. */
    @FunctionalInterface
    interface IntExpression extends Expression {
        @Override
        int asInt(ScriptContext ctx);

        @Override
        default Value eval(ScriptContext ctx) {
            return Value.of(asInt(ctx));
        }

        @Override
        default String asText(ScriptContext ctx) {
            return Integer.toString(asInt(ctx));
        }
    }
}
