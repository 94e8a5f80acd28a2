package org.breakwater.presence.table;

/** A table cannot be used. The message names file and line and says what to do. */
public final class TableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With {@code file:line: what}. */
    public TableException(String message) {
        super(message);
    }
}
