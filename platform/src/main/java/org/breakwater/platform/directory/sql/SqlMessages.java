package org.breakwater.platform.directory.sql;

import java.sql.SQLException;

/** Drivers write paragraphs; a log line has room for the first sentence. */
public final class SqlMessages {

    private SqlMessages() {}

    /** The first line of the message, and that of its cause: a pool says it timed out, only the cause says why. */
    public static String firstLine(Exception e) {
        String own = firstLineOf(e);
        if (e.getCause() == null) {
            return own;
        }
        String cause = firstLineOf(e.getCause());
        return own.contains(cause) ? own : own + ": " + cause;
    }

    private static String firstLineOf(Throwable e) {
        String message = e.getMessage();
        if (message == null || message.isBlank()) {
            return e.getClass().getSimpleName();
        }
        return message.strip().lines().findFirst().orElse("");
    }

    /** The five characters of SQL's own error code, empty when there are none. */
    public static String state(SQLException e) {
        return e.getSQLState() == null ? "" : e.getSQLState();
    }
}
