package org.breakwater.script.syntax;

import java.util.List;

/**
 * A string with pseudo-variables in it, cut into pieces: {@code "call from $fu to $(tu{uri.user})"}. {@code $$} is a
 * dollar and becomes part of the literal text.
 *
 * @param text as written
 * @param pieces in order; neighbouring literals are joined, the empty string has no pieces
 */
public record FormatString(String text, List<Piece> pieces) {

    /** Copies the pieces. */
    public FormatString {
        pieces = List.copyOf(pieces);
    }

    /** Literal text or a pseudo-variable. */
    public sealed interface Piece {}

    /** Text that is printed as it is. */
    public record Literal(String text) implements Piece {}

    /** A pseudo-variable and where it begins in the string. */
    public record Variable(PvSpec spec, int offset) implements Piece {}

    /**
     * Parses a format string.
     *
     * @throws PvSyntaxException if a pseudo-variable in it is malformed; the offset counts characters of {@code text}
     */
    public static FormatString parse(String text) throws PvSyntaxException {
        return PvParser.parseFormat(text);
    }

    /** True if there is no pseudo-variable in it. */
    public boolean isConstant() {
        return pieces.isEmpty() || (pieces.size() == 1 && pieces.get(0) instanceof Literal);
    }

    /** The text of a constant format string, {@code $$} resolved. */
    public String constantValue() {
        return pieces.isEmpty() ? "" : ((Literal) pieces.get(0)).text();
    }

    /** The pseudo-variable if the string is exactly one, else null. */
    public PvSpec singleVariable() {
        return pieces.size() == 1 && pieces.get(0) instanceof Variable variable ? variable.spec() : null;
    }
}
