package org.breakwater.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReceptionStatisticsTest {

    private final ReceptionStatistics statistics = new ReceptionStatistics(8000);

    @Test
    void evenStreamHasNoLossAndNoJitter() {
        for (int i = 0; i < 100; i++) {
            receive(1, 65500 + i, i * 160L, i * 20_000_000L);
        }
        assertThat(statistics.received()).isEqualTo(100);
        assertThat(statistics.expected()).isEqualTo(100);
        assertThat(statistics.lost()).isZero();
        assertThat(statistics.jitterMillis()).isCloseTo(0, within(0.001));
    }

    @Test
    void gapsCountAsLostUntilTheLatePacketComes() {
        receive(1, 10, 0, 0);
        receive(1, 13, 480, 60_000_000L);
        assertThat(statistics.lost()).isEqualTo(2);
        receive(1, 12, 320, 61_000_000L);
        assertThat(statistics.lost()).isEqualTo(1);
    }

    @Test
    void jitterIsASixteenthOfEachDifference() {
        receive(1, 1, 0, 0);
        receive(1, 2, 160, 36_000_000L);
        assertThat(statistics.jitterMillis()).isCloseTo(1.0, within(0.001));
    }

    @Test
    void anotherSourceOrAJumpStartsAfreshWithoutLoss() {
        receive(1, 10, 0, 0);
        receive(2, 60000, 0, 20_000_000L);
        receive(2, 30000, 160, 40_000_000L);
        assertThat(statistics.expected()).isEqualTo(3);
        assertThat(statistics.lost()).isZero();
    }

    private void receive(int ssrc, int sequence, long timestamp, long nanos) {
        byte[] packet = new byte[12];
        new RtpSource(ssrc, sequence, (int) timestamp).writeHeader(packet, 0, false);
        RtpView view = new RtpView();
        assertThat(view.wrap(packet, 0, 12)).isTrue();
        statistics.received(view, nanos);
    }
}
