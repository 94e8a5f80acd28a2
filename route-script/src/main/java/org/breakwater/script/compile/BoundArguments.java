package org.breakwater.script.compile;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.BinaryOperator;
import org.breakwater.script.syntax.Expression.Binary;
import org.breakwater.script.syntax.Expression.FunctionCall;
import org.breakwater.script.syntax.Expression.IntLiteral;
import org.breakwater.script.syntax.Expression.PvRef;
import org.breakwater.script.syntax.Expression.StringLiteral;
import org.breakwater.script.syntax.FormatString;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;

/** The arguments of one call, fixed by their declared kinds when the object is made. */
final class BoundArguments implements Arguments {

    private final String[] texts;
    private final Object[] values;

    BoundArguments(FunctionExport f, FunctionCall call, LoadScope load, ExpressionCompiler expressions)
            throws FixupException {
        int n = call.arguments().size();
        texts = new String[n];
        values = new Object[n];
        for (int i = 0; i < n; i++) {
            texts[i] = constant(call.arguments().get(i));
            values[i] = fix(f.parameters().get(i), call.arguments().get(i), i, load, expressions);
        }
    }

    private Object fix(
            ArgumentKind kind,
            org.breakwater.script.syntax.Expression e,
            int i,
            LoadScope load,
            ExpressionCompiler expressions)
            throws FixupException {
        switch (kind) {
            case CONSTANT_STRING:
                return mustBeConstant(i);
            case CONSTANT_INT:
                return Numbers.parse(mustBeConstant(i))
                        .orElseThrow(() -> new FixupException("parameter " + (i + 1) + " must be a number"));
            case REGEX:
                return regex(mustBeConstant(i));
            case PV:
                return e instanceof PvRef pv && texts[i] == null
                        ? new PvBinding(load).variable(pv.spec())
                        : load.pv(mustBeConstant(i));
            case EXPRESSION:
                return expressions.compile(e);
            default:
                return expression(kind, e, load, expressions);
        }
    }

    private static Expression expression(
            ArgumentKind kind,
            org.breakwater.script.syntax.Expression e,
            LoadScope load,
            ExpressionCompiler expressions)
            throws FixupException {
        if (e instanceof StringLiteral s) {
            PvSpec variable = kind == ArgumentKind.INT ? singleVariable(s.value()) : null;
            if (variable != null) {
                return new IntegerVariable(new PvBinding(load).expression(variable), s.value());
            }
            Expression format = load.format(s.value());
            if (kind == ArgumentKind.INT && format instanceof Constant c) {
                return Constant.number(Numbers.parse(c.value().toText())
                        .orElseThrow(() -> new FixupException("\"" + s.value() + "\" is not a number")));
            }
            return format;
        }
        if (kind != ArgumentKind.INT && e instanceof Binary b && startsWithText(b)) {
            Expression left = expression(kind, b.left(), load, expressions);
            Expression right = expression(kind, b.right(), load, expressions);
            return ctx -> Value.of(left.asText(ctx) + right.asText(ctx));
        }
        Expression value = expressions.compile(e);
        return kind == ArgumentKind.INT && e instanceof PvRef pv ? new IntegerVariable(value, pv.text()) : value;
    }

    /** Text joined with {@code +}: variables are replaced in each constant piece of it. */
    private static boolean startsWithText(Binary b) {
        return b.operator() == BinaryOperator.ADD
                && (b.left() instanceof StringLiteral || (b.left() instanceof Binary left && startsWithText(left)));
    }

    private static PvSpec singleVariable(String text) throws FixupException {
        try {
            return FormatString.parse(text).singleVariable();
        } catch (PvSyntaxException e) {
            throw new FixupException("in \"" + text + "\": " + e.getMessage());
        }
    }

    /** A variable given where an integer is wanted; a string is none, even one of digits. */
    private record IntegerVariable(Expression variable, String text) implements Expression {
        @Override
        public Value eval(ScriptContext ctx) {
            Value v = variable.eval(ctx);
            if (!v.isInt()) {
                throw new EvaluationException("the parameter " + text + " is not an integer");
            }
            return v;
        }
    }

    private String mustBeConstant(int i) throws FixupException {
        if (texts[i] == null) {
            throw new FixupException("parameter " + (i + 1) + " must be a constant");
        }
        return texts[i];
    }

    private static Pattern regex(String text) throws FixupException {
        try {
            return PosixRegex.compile(text, true);
        } catch (PatternSyntaxException e) {
            throw new FixupException("\"" + text + "\" is not a regular expression: " + e.getDescription());
        }
    }

    private static String constant(org.breakwater.script.syntax.Expression e) {
        if (e instanceof StringLiteral s) {
            return s.value();
        }
        return e instanceof IntLiteral i ? Integer.toString(i.value()) : null;
    }

    @Override
    public int count() {
        return values.length;
    }

    @Override
    public String constantString(int i) {
        return (String) values[i];
    }

    @Override
    public int constantInt(int i) {
        return (Integer) values[i];
    }

    @Override
    public Expression expression(int i) {
        return (Expression) values[i];
    }

    @Override
    public Pattern regex(int i) {
        return (Pattern) values[i];
    }

    @Override
    public Pv pv(int i) {
        return (Pv) values[i];
    }

    @Override
    public boolean isConstant(int i) {
        return texts[i] != null && !(values[i] instanceof Expression x && !(x instanceof Constant));
    }

    @Override
    public String text(int i) {
        return texts[i];
    }
}
