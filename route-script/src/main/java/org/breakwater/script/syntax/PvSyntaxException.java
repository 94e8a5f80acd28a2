package org.breakwater.script.syntax;

/** A pseudo-variable or format string is malformed. */
public final class PvSyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /**
     * A fault at a place.
     *
     * @param message what is wrong, without the place
     * @param offset index of the offending character in the parsed text; its length if the text ended too early
     */
    public PvSyntaxException(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** Index of the offending character in the parsed text. */
    public int offset() {
        return offset;
    }
}
