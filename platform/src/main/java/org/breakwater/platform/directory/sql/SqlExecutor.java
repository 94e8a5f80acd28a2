package org.breakwater.platform.directory.sql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.metrics.Counter;

/** Statements against one database, for script modules. */
public interface SqlExecutor {

    /** How many rows may wait to be written. */
    int WRITE_BEHIND_ROWS = 20_000;

    /**
     * Runs a statement on the pool for blocking work; never blocks. The future never fails: a refusal is {@link
     * SqlResult.Failed}. At most 10,000 rows are returned.
     *
     * @param sql one statement
     * @param parameters values for its question marks
     */
    CompletableFuture<SqlResult> execute(String sql, Object... parameters);

    /** The same on the caller's thread, which must be one that may block. */
    SqlResult executeBlocking(String sql, Object... parameters);

    /**
     * Queues a row to be written soon, together with others. Never blocks. Rows wait while the database is down; when
     * the queue is full the new row is dropped, counted, and reported in the log once a minute.
     *
     * @param table letters, digits and underscore only
     * @param columns likewise
     * @param values as many as columns
     * @return false when the row was dropped
     * @throws IllegalArgumentException for a name with other characters, or counts that differ
     */
    boolean insert(String table, List<String> columns, List<?> values);

    /** An executor for {@code database} that shares what {@code runtime} gives. */
    static SqlExecutor on(Database database, SqlRuntime runtime) {
        Counter dropped = runtime.metrics()
                .counter(
                        "breakwater_sql_rows_dropped",
                        "Rows that were not written because too many waited or the database refused them");
        WriteBehind writeBehind = new WriteBehind(database, runtime, dropped, WRITE_BEHIND_ROWS);
        return new JdbcSqlExecutor(database, runtime.pool(), writeBehind);
    }

    /** Completes once every row queued before this call was written or dropped. */
    CompletableFuture<Void> flushed();
}
