package org.breakwater.platform.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Threads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TableSnapshotTest {

    private final ManualTime time = new ManualTime();
    private final Queue<Runnable> pool = new ArrayDeque<>();
    private final ScheduledExecutorService scheduler = Threads.scheduler("test-scheduler");
    private final Database database =
            Database.open(DatabaseUrl.inMemory("snapshot" + System.identityHashCode(this)), 1);
    private final Metrics metrics = new Metrics();
    private boolean full;
    private boolean broken;
    private int loads;

    private final TableSnapshot<Integer> snapshot = new TableSnapshot<>(
            "numbers", database, new SqlRuntime(this::execute, scheduler, time, metrics), 0, (connection, previous) -> {
                if (broken) {
                    throw new SQLException("the table is on fire\nand more");
                }
                return ++loads;
            });

    private void execute(Runnable task) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        pool.add(task);
    }

    private void runPool() {
        while (!pool.isEmpty()) {
            pool.remove().run();
        }
    }

    @AfterEach
    void close() {
        database.close();
        scheduler.shutdownNow();
    }

    @Test
    void refreshHappensOnThePoolAndThenIsServed() {
        CompletableFuture<Void> done = snapshot.refresh();
        assertThat(snapshot.current()).isZero();
        assertThat(done).isNotDone();

        runPool();

        assertThat(done).isCompleted();
        assertThat(snapshot.current()).isEqualTo(1);
    }

    @Test
    void refreshesAskedForWhileOneRunsBecomeASingleOneAfterIt() {
        CompletableFuture<Void> first = snapshot.refresh();
        CompletableFuture<Void> second = snapshot.refresh();
        CompletableFuture<Void> third = snapshot.refresh();
        assertThat(pool).hasSize(1);

        pool.remove().run();
        assertThat(first).isCompleted();
        assertThat(second).isNotDone();
        runPool();

        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void failedLoadKeepsTheLastGoodContentAndIsCounted() {
        snapshot.load();
        broken = true;

        CompletableFuture<Void> done = snapshot.refresh();
        runPool();

        assertThat(done).isCompletedExceptionally();
        assertThat(snapshot.current()).isEqualTo(1);
        assertThat(metrics.scrape()).contains("breakwater_directory_load_failures_total{table=\"numbers\"} 1.0");
        assertThatThrownBy(snapshot::load)
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("cannot read table numbers of jdbc:h2:mem:")
                .hasMessageEndingWith("the table is on fire");
        broken = false;
        snapshot.refresh();
        runPool();
        assertThat(snapshot.current()).isEqualTo(2);
    }

    @Test
    void missesLoadAtMostEveryFiveSeconds() {
        for (int i = 0; i < 100; i++) {
            snapshot.missed();
            runPool();
        }
        assertThat(loads).isEqualTo(1);

        time.advanceMillis(4_999);
        snapshot.missed();
        runPool();
        assertThat(loads).isEqualTo(1);

        time.advanceMillis(1);
        snapshot.missed();
        runPool();
        assertThat(loads).isEqualTo(2);
    }

    @Test
    void fullPoolFailsTheRefreshAndTheNextOneWorks() {
        full = true;
        assertThat(snapshot.refresh()).isCompletedExceptionally();
        full = false;

        CompletableFuture<Void> done = snapshot.refresh();
        runPool();

        assertThat(done).isCompleted();
    }
}
