package org.breakwater.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LifecycleTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<String> events = new CopyOnWriteArrayList<>();

    private Part part(String name) {
        return new Part(name, () -> events.add("+" + name), () -> events.add("-" + name));
    }

    @Test
    void partsStartInOrderAndStopInReverseOnce() {
        Lifecycle lifecycle = new Lifecycle(List.of(part("a"), part("b"), part("c")), LIMIT);

        lifecycle.start();
        lifecycle.stop();
        lifecycle.stop();

        assertThat(events).containsExactly("+a", "+b", "+c", "-c", "-b", "-a");
    }

    @Test
    void failedStartStopsWhatWasStartedAndNamesThePart() {
        Part broken = new Part(
                "broken",
                () -> {
                    throw new IllegalStateException("port 5060 is taken");
                },
                () -> events.add("-broken"));

        Lifecycle lifecycle = new Lifecycle(List.of(part("a"), broken, part("c")), LIMIT);

        assertThatThrownBy(lifecycle::start)
                .isInstanceOf(StartFailedException.class)
                .hasMessage("broken: port 5060 is taken");
        assertThat(events).containsExactly("+a", "-a");
    }

    @Test
    void partThatFailsOrHangsWhileStoppingDoesNotKeepTheOthersRunning() {
        CountDownLatch never = new CountDownLatch(1);
        Part failing = new Part("failing", () -> {}, () -> {
            throw new IllegalStateException("cannot");
        });
        Part hanging = new Part("hanging", () -> {}, never::await);

        Lifecycle lifecycle = new Lifecycle(List.of(part("a"), failing, hanging), Duration.ofMillis(50));
        lifecycle.start();
        lifecycle.stop();

        assertThat(events).containsExactly("+a", "-a");
    }

    @Test
    void interruptionDoesNotSkipTheRemainingParts() {
        Lifecycle lifecycle = new Lifecycle(List.of(part("a"), Part.closing("b", () -> events.add("-b"))), LIMIT);
        lifecycle.start();

        Thread.currentThread().interrupt();
        lifecycle.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(events).containsExactly("+a", "-b", "-a");
    }
}
