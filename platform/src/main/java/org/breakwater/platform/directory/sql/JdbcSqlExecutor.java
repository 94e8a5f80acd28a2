package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Statements over JDBC. */
final class JdbcSqlExecutor implements SqlExecutor {

    private static final int MAX_ROWS = 10_000;
    private static final int TIMEOUT_SECONDS = 20;

    private final Database database;
    private final Executor pool;
    private final WriteBehind writeBehind;

    JdbcSqlExecutor(Database database, Executor pool, WriteBehind writeBehind) {
        this.database = database;
        this.pool = pool;
        this.writeBehind = writeBehind;
    }

    @Override
    public CompletableFuture<SqlResult> execute(String sql, Object... parameters) {
        try {
            return CompletableFuture.supplyAsync(() -> executeBlocking(sql, parameters), pool);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    new SqlResult.Failed("too many SQL statements are waiting for " + database.url(), ""));
        }
    }

    @Override
    public SqlResult executeBlocking(String sql, Object... parameters) {
        try {
            return database.with(connection -> run(connection, sql, parameters));
        } catch (SQLException e) {
            return new SqlResult.Failed(SqlMessages.firstLine(e), SqlMessages.state(e));
        }
    }

    @Override
    public boolean insert(String table, List<String> columns, List<?> values) {
        if (columns.size() != values.size()) {
            throw new IllegalArgumentException(columns.size() + " columns but " + values.size() + " values");
        }
        RowShape shape = new RowShape(table, columns);
        return writeBehind.offer(new WriteBehind.Row(shape, Collections.unmodifiableList(new ArrayList<>(values))));
    }

    @Override
    public CompletableFuture<Void> flushed() {
        return writeBehind.flushed();
    }

    private static SqlResult run(Connection connection, String sql, Object[] parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            statement.setMaxRows(MAX_ROWS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            if (!statement.execute()) {
                return new SqlResult.Updated(statement.getLargeUpdateCount());
            }
            try (ResultSet rows = statement.getResultSet()) {
                return read(rows);
            }
        }
    }

    private static SqlResult.Rows read(ResultSet results) throws SQLException {
        ResultSetMetaData meta = results.getMetaData();
        String[] columns = new String[meta.getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = meta.getColumnLabel(i + 1);
        }
        List<List<Object>> rows = new ArrayList<>();
        while (results.next()) {
            Object[] row = new Object[columns.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = SqlValues.toPlain(results.getObject(i + 1));
            }
            rows.add(Collections.unmodifiableList(Arrays.asList(row)));
        }
        return new SqlResult.Rows(List.of(columns), Collections.unmodifiableList(rows));
    }
}
