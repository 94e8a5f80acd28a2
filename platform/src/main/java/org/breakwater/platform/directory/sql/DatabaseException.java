package org.breakwater.platform.directory.sql;

/** A database that cannot be reached or whose schema does not fit. The message is meant for the administrator. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what happened and what to do. */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
