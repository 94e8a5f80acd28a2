package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class LagProbeTest {

    private static final long MILLI = 1_000_000L;

    private final ManualTime time = new ManualTime();
    private final LagProbe probe = new LagProbe(time);

    @Test
    void loopOnTimeHasNoLag() {
        time.advanceMillis(100);
        probe.run();
        assertThat(probe.lagNanos()).isZero();
    }

    @Test
    void lateRunIsRememberedUntilTheNext() {
        time.advanceMillis(350);
        probe.run();
        assertThat(probe.lagNanos()).isEqualTo(250 * MILLI);
        time.advanceMillis(100);
        probe.run();
        assertThat(probe.lagNanos()).isZero();
    }

    @Test
    void lagOfAStuckLoopGrows() {
        time.advanceMillis(100);
        probe.run();
        time.advanceMillis(600);
        assertThat(probe.lagNanos()).isEqualTo(500 * MILLI);
        time.advanceMillis(1000);
        assertThat(probe.lagNanos()).isEqualTo(1500 * MILLI);
    }
}
