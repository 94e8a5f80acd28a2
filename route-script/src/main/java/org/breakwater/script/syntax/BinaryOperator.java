package org.breakwater.script.syntax;

/**
 * Operators with two operands. {@link #precedence()} is Kamailio's own order, in which bit operators bind looser than
 * comparisons and {@code &} looser than {@code ^}. All are left-associative.
 */
public enum BinaryOperator {
    /** {@code ||} or {@code or}; short-circuit. */
    OR("||", 1),
    /** {@code &&} or {@code and}; short-circuit. */
    AND("&&", 2),
    /** {@code |}. */
    BIT_OR("|", 3),
    /** {@code &}. */
    BIT_AND("&", 4),
    /** {@code ^}. */
    BIT_XOR("^", 5),
    /** {@code <<}. */
    SHIFT_LEFT("<<", 6),
    /** {@code >>}. */
    SHIFT_RIGHT(">>", 7),
    /** {@code ==}: the run-time type of the left operand decides. */
    EQUAL("==", 8),
    /** {@code !=}: the run-time type of the left operand decides. */
    NOT_EQUAL("!=", 8),
    /** {@code =~}: the right operand is a regular expression. */
    MATCH("=~", 8),
    /** {@code ieq}: equal as integers. */
    INT_EQUAL("ieq", 8),
    /** {@code ine}: different as integers. */
    INT_NOT_EQUAL("ine", 8),
    /** {@code eq}: equal as strings. */
    STRING_EQUAL("eq", 8),
    /** {@code ne}: different as strings. */
    STRING_NOT_EQUAL("ne", 8),
    /** {@code >}. */
    GREATER(">", 9),
    /** {@code <}. */
    LESS("<", 9),
    /** {@code >=}. */
    GREATER_EQUAL(">=", 9),
    /** {@code <=}. */
    LESS_EQUAL("<=", 9),
    /** {@code +}: the type of the left operand decides between addition and concatenation. */
    ADD("+", 10),
    /** {@code -}. */
    SUBTRACT("-", 10),
    /** {@code *}. */
    MULTIPLY("*", 11),
    /** {@code /}. */
    DIVIDE("/", 11),
    /** {@code mod}. */
    MODULO("mod", 11);

    private final String symbol;
    private final int precedence;

    BinaryOperator(String symbol, int precedence) {
        this.symbol = symbol;
        this.precedence = precedence;
    }

    /** The sign or word in a configuration. */
    public String symbol() {
        return symbol;
    }

    /** Binding strength, 1 is the loosest. */
    public int precedence() {
        return precedence;
    }

    /** True for operators that always work on integers. */
    public boolean isArithmetic() {
        return this == SUBTRACT
                || this == MULTIPLY
                || this == DIVIDE
                || this == MODULO
                || (precedence >= BIT_OR.precedence && precedence <= SHIFT_RIGHT.precedence);
    }

    /** True for operators that yield 0 or 1. */
    public boolean isComparison() {
        return precedence == EQUAL.precedence || precedence == GREATER.precedence;
    }
}
