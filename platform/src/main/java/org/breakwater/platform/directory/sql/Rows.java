package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows of a query without parameters. */
public final class Rows {

    private Rows() {}

    /** Runs the query and hands each row to {@code reader}, in order. */
    public static void read(Connection connection, String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    /** Takes a row. */
    @FunctionalInterface
    public interface RowReader {
        /** Reads columns of the row the set stands at; does not move it. */
        void read(ResultSet row) throws SQLException;
    }
}
