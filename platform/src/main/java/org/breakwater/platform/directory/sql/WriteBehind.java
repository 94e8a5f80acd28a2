package org.breakwater.platform.directory.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows on their way to a database. They are written in batches on the SQL pool, in the order they came for
 * each table.
 *
 * <p>While the database is down the batch in hand is tried again with growing pauses and the queue fills up; a row that
 * finds it full is dropped and counted. A row the database refuses is dropped alone, its neighbours are written.
 */
final class WriteBehind {

    private static final Logger LOG = LoggerFactory.getLogger(WriteBehind.class);

    private static final int BATCH = 256;
    private static final long LINGER_MILLIS = 20;
    private static final long FIRST_RETRY_MILLIS = 500;
    private static final long LAST_RETRY_MILLIS = 10_000;
    private static final long WARNING_EVERY_MILLIS = 60_000;

    private final Database database;
    private final SqlRuntime runtime;
    private final Counter dropped;
    private final ArrayBlockingQueue<Work> queue;
    private final List<Work> inHand = new ArrayList<>(BATCH);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicLong nextWarning = new AtomicLong(Long.MIN_VALUE);
    private long retryMillis = FIRST_RETRY_MILLIS;

    WriteBehind(Database database, SqlRuntime runtime, Counter dropped, int capacity) {
        this.database = database;
        this.runtime = runtime;
        this.dropped = dropped;
        this.queue = new ArrayBlockingQueue<>(capacity);
    }

    boolean offer(Row row) {
        boolean accepted = queue.offer(row);
        if (accepted) {
            wake(LINGER_MILLIS);
        } else {
            drop(row.shape().table(), 1, "too many rows are waiting");
        }
        return accepted;
    }

    /** Completes when everything queued so far is written; fails when the queue is too full to say. */
    CompletableFuture<Void> flushed() {
        Mark mark = new Mark(new CompletableFuture<>());
        if (!queue.offer(mark)) {
            mark.reached().completeExceptionally(new IllegalStateException("the queue of rows is full"));
        } else {
            wake(0);
        }
        return mark.reached();
    }

    private void wake(long delayMillis) {
        if (scheduled.compareAndSet(false, true)) {
            schedule(delayMillis);
        }
    }

    private void schedule(long delayMillis) {
        try {
            runtime.scheduler().schedule(this::submit, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.warn("rows for {} came after the server began to stop and are lost", database.url());
        }
    }

    private void submit() {
        try {
            runtime.pool().execute(this::drain);
        } catch (RejectedExecutionException e) {
            schedule(FIRST_RETRY_MILLIS);
        }
    }

    /** Runs on the pool, once at a time: {@link #scheduled} stays set until it is done. */
    private void drain() {
        try {
            do {
                queue.drainTo(inHand, BATCH - inHand.size());
                writeInHand();
            } while (!queue.isEmpty());
            retryMillis = FIRST_RETRY_MILLIS;
        } catch (SQLException e) {
            warn("database " + database.url() + " does not take rows, they wait: " + SqlMessages.firstLine(e));
            schedule(retryMillis);
            retryMillis = Math.min(LAST_RETRY_MILLIS, retryMillis * 2);
            return;
        }
        scheduled.set(false);
        if (!queue.isEmpty()) {
            wake(0);
        }
    }

    private void writeInHand() throws SQLException {
        Map<RowShape, List<Row>> byShape = new LinkedHashMap<>();
        for (Work work : inHand) {
            if (work instanceof Row row) {
                byShape.computeIfAbsent(row.shape(), s -> new ArrayList<>()).add(row);
            }
        }
        for (Map.Entry<RowShape, List<Row>> rows : byShape.entrySet()) {
            write(rows.getKey(), rows.getValue());
            takeFromHand(rows.getValue());
        }
        inHand.forEach(work -> ((Mark) work).reached().complete(null));
        inHand.clear();
    }

    private void write(RowShape shape, List<Row> rows) throws SQLException {
        try {
            insertAll(shape, rows);
        } catch (SQLException e) {
            if (isOutage(e)) {
                throw e;
            }
            writeOneByOne(shape, rows);
        }
    }

    private void writeOneByOne(RowShape shape, List<Row> rows) throws SQLException {
        for (int i = 0; i < rows.size(); i++) {
            try {
                insertAll(shape, rows.subList(i, i + 1));
            } catch (SQLException e) {
                if (isOutage(e)) {
                    takeFromHand(rows.subList(0, i));
                    throw e;
                }
                drop(shape.table(), 1, SqlMessages.firstLine(e));
            }
        }
    }

    /** By identity: two equal rows are still two rows. */
    private void takeFromHand(List<Row> rows) {
        Set<Work> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        gone.addAll(rows);
        inHand.removeIf(gone::contains);
    }

    private void insertAll(RowShape shape, List<Row> rows) throws SQLException {
        database.inTransaction(connection -> {
            insert(connection, shape, rows);
            return null;
        });
    }

    private static void insert(Connection connection, RowShape shape, List<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(shape.insertStatement())) {
            for (Row row : rows) {
                for (int i = 0; i < row.values().size(); i++) {
                    statement.setObject(i + 1, row.values().get(i));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static boolean isOutage(SQLException e) {
        String state = e.getSQLState();
        return e instanceof SQLTransientException
                || e instanceof SQLNonTransientConnectionException
                || state != null && state.startsWith("08");
    }

    private void drop(String table, int rows, String reason) {
        dropped.add(rows);
        warn("a row for table " + table + " of " + database.url() + " was dropped (" + dropped.value() + " so far): "
                + reason);
    }

    private void warn(String sentence) {
        long now = runtime.time().monotonicNanos() / 1_000_000L;
        long next = nextWarning.get();
        if (now >= next && nextWarning.compareAndSet(next, now + WARNING_EVERY_MILLIS)) {
            LOG.warn(sentence);
        }
    }

    private sealed interface Work {}

    /** A row to insert. */
    record Row(RowShape shape, List<Object> values) implements Work {}

    private record Mark(CompletableFuture<Void> reached) implements Work {}
}
