package org.breakwater.script.syntax;

/** Operators with one operand that are written as a sign. */
public enum UnaryOperator {
    /** {@code !} or {@code not}: 1 if the operand is 0, else 0. */
    NOT("!"),
    /** {@code ~}: one's complement. */
    BIT_NOT("~"),
    /** {@code -}: arithmetic negation. */
    NEGATE("-");

    private final String symbol;

    UnaryOperator(String symbol) {
        this.symbol = symbol;
    }

    /** The sign in a configuration. */
    public String symbol() {
        return symbol;
    }
}
