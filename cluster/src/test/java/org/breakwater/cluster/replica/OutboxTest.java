package org.breakwater.cluster.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final List<CompletableFuture<Void>> answers = new ArrayList<>();
    private final AtomicInteger overflows = new AtomicInteger();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor();
    private final Outbox<String> outbox =
            new Outbox<>(tasks::add, retries, new Outbox.Limits(2, 2, 4), this::send, overflows::incrementAndGet);

    @AfterEach
    void stop() {
        retries.shutdownNow();
    }

    private CompletableFuture<Void> send(List<String> keys) {
        sent.add(String.join(" ", keys));
        CompletableFuture<Void> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    private void run() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    private void answer(int which) {
        answers.get(which).complete(null);
        run();
    }

    @Test
    void changesBeforeSendingBecomeOneMessage() {
        outbox.note("a");
        outbox.note("a");
        outbox.note("a");
        run();

        assertThat(sent).containsExactly("a");
        answer(0);
        assertThat(sent).containsExactly("a");
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void oneMessageOfAKeyIsUnderWayAtATime() {
        outbox.note("a");
        run();
        outbox.note("a");
        outbox.note("a");
        run();
        assertThat(sent).containsExactly("a");

        answer(0);
        assertThat(sent).containsExactly("a", "a");
        answer(1);
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void soManyAreUnderWayAndThoseThatWaitShareTheNext() {
        outbox.note("a");
        run();
        outbox.note("b");
        run();
        outbox.note("c");
        outbox.note("d");
        run();
        assertThat(sent).containsExactly("a", "b");

        answer(1);
        assertThat(sent).containsExactly("a", "b", "c d");
        answer(2);
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void oneMessageHasSoManyKeysAndNoMore() {
        List.of("a", "b", "c").forEach(outbox::note);
        run();

        assertThat(sent).containsExactly("a b", "c");
    }

    @Test
    void whatDoesNotFitIsToldAndTheOthersAreKept() {
        for (String key : List.of("a", "b", "c", "d", "e", "a")) {
            outbox.note(key);
        }

        assertThat(overflows).hasValue(1);
        assertThat(outbox.waiting()).isEqualTo(4);
    }

    @Test
    void settledMeansWhatWasNotedBeforeAndNotWhatCameLater() {
        assertThat(outbox.settled("a").toCompletableFuture()).isDone();
        outbox.note("a");
        CompletableFuture<Void> first = outbox.settled("a").toCompletableFuture();
        run();
        CompletableFuture<Void> alsoFirst = outbox.settled("a").toCompletableFuture();
        outbox.note("a");
        CompletableFuture<Void> second = outbox.settled("a").toCompletableFuture();

        answer(0);
        assertThat(first).isDone();
        assertThat(alsoFirst).isDone();
        assertThat(second).isNotDone();
        answer(1);
        assertThat(second).isDone();
    }

    @Test
    void failureIsTriedAgainAndKeepsThoseWhoWaitWaiting() throws Exception {
        outbox.note("a");
        outbox.note("b");
        CompletableFuture<Void> settled = outbox.settled("b").toCompletableFuture();
        run();
        answers.get(0).completeExceptionally(new IllegalStateException("the member left"));
        run();
        assertThat(settled).isNotDone();
        assertThat(outbox.waiting()).isEqualTo(2);

        retries.schedule(() -> {}, 1100, java.util.concurrent.TimeUnit.MILLISECONDS)
                .get();
        run();
        assertThat(sent).containsExactly("a b", "a b");
        answer(1);
        assertThat(settled).isDone();
        assertThat(outbox.emptied()).isDone();
    }
}
