package org.breakwater.platform.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class LoadGateTest {

    private final ManualTime time = new ManualTime();
    private final LoadGate gate = new LoadGate(time, 30_000, 4);

    @Test
    void opensWhenRegistrationsAreReadAndTheOthersFound() {
        assertThat(gate.state()).isEqualTo(LoadState.LOADING_AND_JOINING);
        gate.loaded();
        assertThat(gate.state()).isEqualTo(LoadState.JOINING);
        gate.joined();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void orderDoesNotMatter() {
        gate.joined();
        assertThat(gate.state()).isEqualTo(LoadState.LOADING);
        gate.joined();
        assertThat(gate.isOpen()).isFalse();
        gate.loaded();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void othersAreAwaitedForALimitedTimeOnly() {
        gate.loaded();
        time.advanceMillis(29_999);
        assertThat(gate.isOpen()).isFalse();
        time.advanceMillis(1);
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void registrationsAreAwaitedHoweverLongItTakes() {
        time.advanceMillis(1_000_000);
        assertThat(gate.isOpen()).isFalse();
        gate.loaded();
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void serverThatIsAloneWaitsForItsRegistrationsOnly() {
        LoadGate alone = new LoadGate(time, 0, 4);
        assertThat(alone.isOpen()).isFalse();
        alone.loaded();
        assertThat(alone.isOpen()).isTrue();
    }

    @Test
    void phonesAreSpreadOverSeveralSeconds() {
        Set<Integer> seconds = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            seconds.add(gate.retryAfterSeconds());
        }
        assertThat(seconds).containsExactlyInAnyOrder(4, 5, 6, 7, 8);
    }
}
