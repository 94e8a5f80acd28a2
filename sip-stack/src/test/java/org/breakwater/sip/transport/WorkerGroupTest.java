package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.flow.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkerGroupTest {

    private final WorkerGroup group = new WorkerGroup(2, TimeSource.system());
    private final Worker worker = group.workers().all().get(1);

    @AfterEach
    void close() {
        group.close();
    }

    @Test
    void taskOfTheWorkerItselfRunsAtOnce() throws Exception {
        CompletableFuture<List<String>> order = new CompletableFuture<>();
        worker.execute(() -> {
            List<String> steps = new ArrayList<>(List.of("outer"));
            worker.execute(() -> steps.add("inner"));
            steps.add(worker.isCurrent() ? "current" : "elsewhere");
            order.complete(steps);
        });
        assertThat(order.get(5, TimeUnit.SECONDS)).containsExactly("outer", "inner", "current");
        assertThat(worker.isCurrent()).isFalse();
    }

    @Test
    void timersFireAgainAfterTheWheelHasRested() throws Exception {
        for (int round = 0; round < 2; round++) {
            CompletableFuture<Boolean> fired = new CompletableFuture<>();
            worker.execute(() -> worker.timers().schedule(30, () -> fired.complete(worker.isCurrent())));
            assertThat(fired.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void timerTaskThatFailsDoesNotStopTheWheel() throws Exception {
        CompletableFuture<Boolean> fired = new CompletableFuture<>();
        worker.execute(() -> {
            worker.timers().schedule(20, () -> {
                throw new IllegalStateException("expected by this test");
            });
            worker.timers().schedule(80, () -> fired.complete(true));
        });
        assertThat(fired.get(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void queueOfAStuckWorkerCountsAsFullAndItsLagShows() throws Exception {
        EventLoopWorker stuck = group.all().get(1);
        CountDownLatch stuckNow = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(8192);
        stuck.handOver(() -> {
            stuckNow.countDown();
            awaitQuietly(release);
        });
        assertThat(stuckNow.await(5, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 8192; i++) {
            assertThat(stuck.isFull()).isFalse();
            stuck.handOver(done::countDown);
        }
        assertThat(stuck.isFull()).isTrue();
        while (group.lagNanos(1) < 1_000_000L) {
            Thread.onSpinWait();
        }
        assertThat(group.maxLagNanos()).isPositive();
        release.countDown();
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(stuck.isFull()).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
