package org.breakwater.script.syntax;

/** Types that are known without running the script, and the faults that follow from them. */
final class StaticTypes {

    /** Static type of an expression. */
    enum Type {
        INT("number"),
        STRING("string"),
        /** Known only at run time. */
        DYNAMIC("variable");

        private final String word;

        Type(String word) {
            this.word = word;
        }
    }

    private StaticTypes() {}

    static Type of(Expression expression) {
        if (expression instanceof Expression.StringLiteral || expression instanceof Expression.SelectRef) {
            return Type.STRING;
        }
        if (expression instanceof Expression.PvRef || expression instanceof Expression.SelVal) {
            return Type.DYNAMIC;
        }
        if (expression instanceof Expression.Cast cast) {
            return cast.type() == Expression.CastType.INT ? Type.INT : Type.STRING;
        }
        if (expression instanceof Expression.Binary binary && binary.operator() == BinaryOperator.ADD) {
            return of(binary.left());
        }
        return Type.INT;
    }

    /** A message if the operands cannot be combined, else null. */
    static String fault(BinaryOperator operator, Expression left, Expression right) {
        if (left instanceof Expression.KeywordRef) {
            return null;
        }
        Type leftType = of(left);
        Type rightType = of(right);
        Type bad = null;
        Type expected = null;
        switch (operator) {
            case ADD, EQUAL, NOT_EQUAL -> {
                if (leftType == Type.INT && rightType == Type.STRING) {
                    bad = Type.STRING;
                    expected = Type.INT;
                }
            }
            case MATCH, STRING_EQUAL, STRING_NOT_EQUAL -> {
                if (leftType == Type.INT) {
                    bad = Type.INT;
                    expected = Type.STRING;
                }
            }
            default -> {
                if (leftType == Type.STRING || rightType == Type.STRING) {
                    bad = Type.STRING;
                    expected = Type.INT;
                }
            }
        }
        return bad == null ? null : mismatch("'" + operator.symbol() + "'", bad, expected);
    }

    /** A message if the operator cannot take an operand of that type, else null. */
    static String fault(String operator, Expression operand, Type unwanted) {
        Type type = of(operand);
        Type expected = unwanted == Type.INT ? Type.STRING : Type.INT;
        return type == unwanted ? mismatch(operator, type, expected) : null;
    }

    private static String mismatch(String operator, Type bad, Type expected) {
        return "type mismatch: " + operator + " needs a " + expected.word + ", not a " + bad.word + " (use the cast ("
                + (expected == Type.INT ? "int" : "str") + ") if it is meant)";
    }
}
