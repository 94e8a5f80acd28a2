package org.breakwater.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {

    private static final long ONE_TURN_MILLIS = 2048L * TimerWheel.TICK_MILLIS;

    private final ManualTime time = new ManualTime();
    private final TimerWheel wheel = new TimerWheel(time);
    private final List<String> ran = new ArrayList<>();

    private void pass(long millis) {
        time.advanceMillis(millis);
        wheel.advance();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 19, 20, 21, 500, 32_000, ONE_TURN_MILLIS, ONE_TURN_MILLIS + 1, 3 * ONE_TURN_MILLIS + 7})
    void taskRunsNeverBeforeItsDelayAndWithinOneTickAfter(long delay) {
        time.advanceMillis(7);
        wheel.schedule(delay, () -> ran.add("task"));

        for (long waited = 0; waited < delay; waited++) {
            wheel.advance();
            assertThat(ran).as("after %d of %d ms", waited, delay).isEmpty();
            time.advanceMillis(1);
        }
        pass(TimerWheel.TICK_MILLIS);

        assertThat(ran).containsExactly("task");
        assertThat(wheel.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 20, 21, 500, 999, 1000, 32_000, ONE_TURN_MILLIS + 60})
    void ownerWhoRestsAsLongAsTheWheelSaysIsLateByOneTickAtMost(long delay) {
        wheel.schedule(delay, () -> ran.add("task"));
        long waited = 0;

        while (ran.isEmpty()) {
            long rest = wheel.millisToNext();
            assertThat(rest).isBetween((long) TimerWheel.TICK_MILLIS, (long) TimerWheel.LONGEST_REST_MILLIS);
            pass(rest);
            waited += rest;
        }

        assertThat(waited).isBetween(delay, delay + 2 * TimerWheel.TICK_MILLIS);
    }

    @Test
    void tasksRunInTheOrderOfTheirTimesEvenWhenTheLoopWasLate() {
        wheel.schedule(300, () -> ran.add("third"));
        wheel.schedule(100, () -> ran.add("first"));
        wheel.schedule(200, () -> ran.add("second"));

        pass(60_000);

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void cancelledTaskDoesNotRunAndCancellingAgainIsHarmless() {
        Timers.Timer timer = wheel.schedule(100, () -> ran.add("cancelled"));
        wheel.schedule(100, () -> ran.add("other"));

        timer.cancel();
        timer.cancel();
        pass(1000);
        timer.cancel();

        assertThat(ran).containsExactly("other");
        assertThat(wheel.size()).isZero();
    }

    @Test
    void taskMayCancelItsNeighboursInTheSameTick() {
        List<Timers.Timer> timers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            timers.add(wheel.schedule(100, () -> {
                ran.add("ran");
                timers.forEach(Timers.Timer::cancel);
            }));
        }

        pass(1000);

        assertThat(ran).hasSize(1);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void taskMayScheduleAnother() {
        wheel.schedule(100, () -> {
            ran.add("first");
            wheel.schedule(100, () -> ran.add("second"));
        });

        pass(120);
        assertThat(ran).containsExactly("first");
        pass(99);
        assertThat(ran).containsExactly("first");
        pass(21);

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void taskThatThrowsDoesNotKeepOthersFromRunning() {
        wheel.schedule(100, () -> {
            throw new IllegalStateException("broken");
        });
        wheel.schedule(100, () -> ran.add("neighbour"));
        wheel.schedule(200, () -> ran.add("later"));
        time.advanceMillis(1000);

        assertThatThrownBy(wheel::advance).hasMessage("broken");

        assertThat(ran).containsExactly("neighbour", "later");
    }

    @Test
    void wheelThatWasEmptyForLongKeepsTimeAgain() {
        wheel.schedule(20, () -> ran.add("first"));
        pass(20);
        time.advanceMillis(10 * ONE_TURN_MILLIS + 13);

        wheel.schedule(100, () -> ran.add("second"));
        pass(99);
        assertThat(ran).containsExactly("first");
        pass(21);

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void thousandsOfTimersAgreeWithAnOrderedQueue() {
        Random random = new Random(7);
        List<Long> late = new ArrayList<>();
        int expected = 0;
        for (int round = 0; round < 2000; round++) {
            long delay = random.nextInt(100_000);
            long due = time.epochMillis() + delay;
            Timers.Timer timer = wheel.schedule(delay, () -> late.add(time.epochMillis() - due));
            if (random.nextInt(4) == 0) {
                timer.cancel();
            } else {
                expected++;
            }
            pass(random.nextInt(TimerWheel.TICK_MILLIS));
        }
        for (int i = 0; i < 120_000 / TimerWheel.TICK_MILLIS; i++) {
            pass(TimerWheel.TICK_MILLIS);
        }

        assertThat(late).hasSize(expected).allMatch(l -> l >= 0 && l <= 2 * TimerWheel.TICK_MILLIS);
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void fractionsOfAMillisecondDoNotMakeATaskEarly() {
        long[] nanos = {0};
        TimerWheel exact = new TimerWheel(new TimeSource() {
            @Override
            public long monotonicNanos() {
                return nanos[0];
            }

            @Override
            public long epochMillis() {
                return 0;
            }
        });
        nanos[0] = 999_999;
        exact.schedule(20, () -> ran.add("task"));

        nanos[0] = 999_999 + 19_999_999;
        exact.advance();
        assertThat(ran).isEmpty();
        nanos[0] = 999_999 + 60_000_000;
        exact.advance();

        assertThat(ran).containsExactly("task");
    }
}
