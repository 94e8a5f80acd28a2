package org.breakwater.platform.directory.sql;

import java.sql.SQLException;

/** Drivers write paragraphs; a log line has room for the first sentence. */
public final class SqlMessages {

    private SqlMessages() {}

    /** The first line of the message. */
    public static String firstLine(Exception e) {
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
