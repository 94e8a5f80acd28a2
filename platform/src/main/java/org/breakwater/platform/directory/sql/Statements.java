package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Work on one database for a store: failures become one sentence that names the database. Every method blocks. */
public final class Statements {

    private final Database database;
    private final String what;

    /**
     * @param what begins the sentence of a failure, as "the copy"
     */
    public Statements(Database database, String what) {
        this.database = database;
        this.what = what;
    }

    /**
     * Runs {@code work} with a connection in auto-commit mode.
     *
     * @throws DatabaseException when the database cannot be reached or refuses
     */
    public <T> T with(Database.Work<T> work) {
        try {
            return database.with(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Runs {@code work} as one transaction.
     *
     * @throws DatabaseException likewise; nothing was changed then
     */
    public <T> T inTransaction(Database.Work<T> work) {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private DatabaseException failed(SQLException e) {
        return new DatabaseException(
                what + " in " + database.url() + " cannot be used: " + SqlMessages.firstLine(e), e);
    }

    /** What {@code row} makes of each row, in order; {@code values} take the places of question marks. */
    public static <T> List<T> list(Connection connection, String sql, RowShaper<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(row.read(rows));
            }
            return list;
        }
    }

    /** Whether the query has a row. */
    public static boolean any(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    /** Runs a statement that changes rows and returns how many. */
    public static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface RowShaper<T> {
        /** Reads columns of the row the set stands at; does not move it. */
        T read(ResultSet row) throws SQLException;
    }
}
