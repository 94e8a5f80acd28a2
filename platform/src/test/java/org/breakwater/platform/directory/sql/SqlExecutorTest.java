package org.breakwater.platform.directory.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SqlExecutorTest {

    private static final List<String> COLUMNS = List.of("id", "word");

    private final Metrics metrics = new Metrics();
    private final ThreadPoolExecutor pool = Threads.blockingPool("test-sql", 1, 1);
    private final ScheduledExecutorService scheduler = Threads.scheduler("test-scheduler");
    private Database database;
    private SqlExecutor sql;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseUrl.inMemory("sql" + System.identityHashCode(this)), 2);
        sql = SqlExecutor.on(database, new SqlRuntime(pool, scheduler, new ManualTime(), metrics));
        sql.executeBlocking("CREATE TABLE words (id INT PRIMARY KEY, word VARCHAR(5))");
    }

    @AfterEach
    void close() {
        database.close();
        pool.shutdownNow();
        scheduler.shutdownNow();
    }

    private List<List<Object>> rows(String query) {
        return ((SqlResult.Rows) sql.executeBlocking(query)).rows();
    }

    @Test
    void valuesOfEveryKindAreReducedToAFewPlainTypes() {
        sql.executeBlocking(
                "CREATE TABLE kinds (a TINYINT, b BIGINT, c DECIMAL(5,2), d FLOAT, e DATETIME, f VARBINARY(9),"
                        + " g BOOLEAN, h VARCHAR(9), i CLOB, j INT)");
        sql.executeBlocking(
                "INSERT INTO kinds VALUES (1, 2, 3.5, 4.5, '2026-11-21 09:00:00', ?, TRUE, 'text', 'long', NULL)",
                new Object[] {new byte[] {(byte) 0xe9, 1}});

        SqlResult.Rows result = (SqlResult.Rows) sql.executeBlocking("SELECT * FROM kinds");

        assertThat(result.columns()).hasSize(10).startsWith("a", "b");
        assertThat(result.rows())
                .containsExactly(Arrays.asList(
                        1L,
                        2L,
                        3.5,
                        4.5,
                        LocalDateTime.of(2026, 11, 21, 9, 0),
                        "\u00e9\u0001",
                        1L,
                        "text",
                        "long",
                        null));
    }

    @Test
    void statementsThatFailSayWhyInsteadOfThrowing() throws Exception {
        assertThat(sql.execute("SELECT * FROM nowhere").get())
                .isInstanceOfSatisfying(SqlResult.Failed.class, failed -> {
                    assertThat(failed.message()).containsIgnoringCase("nowhere").doesNotContain("\n");
                    assertThat(failed.sqlState()).hasSize(5);
                });
        assertThat(sql.execute("UPDATE words SET word = ? WHERE id = ?", "x", 1).get())
                .isEqualTo(new SqlResult.Updated(0));
    }

    @Test
    void statementIsRefusedWhenTooManyWait() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        pool.execute(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        pool.execute(() -> {});

        SqlResult refused = sql.execute("SELECT 1").get(1, TimeUnit.SECONDS);
        go.countDown();

        assertThat(refused).isInstanceOf(SqlResult.Failed.class);
    }

    @Test
    void rowsAreWrittenInOrderInTheBackground() throws Exception {
        for (int i = 0; i < 1000; i++) {
            assertThat(sql.insert("words", COLUMNS, List.of(i, "w" + i))).isTrue();
        }

        sql.flushed().get(10, TimeUnit.SECONDS);

        assertThat(rows("SELECT COUNT(*), MIN(id), MAX(id) FROM words")).containsExactly(List.of(1000L, 0L, 999L));
    }

    @Test
    void rowTheDatabaseRefusesIsDroppedAloneAndCounted() throws Exception {
        for (int i = 0; i < 10; i++) {
            sql.insert("words", COLUMNS, List.of(i, i == 4 ? "much too long" : "ok"));
        }
        sql.insert("nowhere", COLUMNS, List.of(1, "x"));

        sql.flushed().get(10, TimeUnit.SECONDS);

        assertThat(rows("SELECT id FROM words ORDER BY id")).hasSize(9).doesNotContain(List.of(4L));
        assertThat(metrics.scrape()).contains("breakwater_sql_rows_dropped_total 2.0");
    }

    @Test
    void equalRowsAreTwoRows() throws Exception {
        sql.executeBlocking("CREATE TABLE log (word VARCHAR(5))");
        for (int i = 0; i < 6; i++) {
            sql.insert("log", List.of("word"), List.of(i == 3 ? "much too long" : "same"));
        }

        sql.flushed().get(10, TimeUnit.SECONDS);

        assertThat(rows("SELECT COUNT(*) FROM log")).containsExactly(List.of(5L));
    }

    @Test
    void rowsBeyondTheQueueAreDroppedAndCounted() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        scheduler.execute(() -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        for (int i = 0; i < SqlExecutor.WRITE_BEHIND_ROWS; i++) {
            sql.insert("words", COLUMNS, List.of(i, "ok"));
        }

        boolean accepted = sql.insert("words", COLUMNS, List.of(-1, "late"));
        go.countDown();

        assertThat(accepted).isFalse();
        assertThat(metrics.scrape()).contains("breakwater_sql_rows_dropped_total 1.0");
    }

    @Test
    void rowsWaitWhileThePoolIsBusy() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            pool.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        CompletableFuture<Void> flushed = sql.flushed();
        sql.insert("words", COLUMNS, List.of(1, "ok"));
        scheduler.submit(() -> {}).get();

        go.countDown();
        flushed.get(10, TimeUnit.SECONDS);
        sql.flushed().get(10, TimeUnit.SECONDS);

        assertThat(rows("SELECT id FROM words")).containsExactly(List.of(1L));
    }

    @Test
    void namesThatCouldEndAStatementAreRefused() {
        assertThatThrownBy(() -> sql.insert("words; DROP TABLE words", COLUMNS, List.of(1, "x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.insert("words", List.of("id`"), List.of(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sql.insert("words", COLUMNS, List.of(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transactionThatFailsLeavesNothing() {
        assertThatThrownBy(() -> database.inTransaction(connection -> {
                    connection.createStatement().execute("INSERT INTO words VALUES (1, 'x')");
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(rows("SELECT * FROM words")).isEmpty();
    }
}
