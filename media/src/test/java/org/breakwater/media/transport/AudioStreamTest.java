package org.breakwater.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.breakwater.media.codec.G711;
import org.breakwater.media.rtp.RtpSource;
import org.breakwater.media.rtp.RtpView;
import org.breakwater.media.tone.SampleSource;
import org.breakwater.media.tone.SineTone;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class AudioStreamTest {

    private static final AudioFormat FORMAT = new AudioFormat(G711.PCMA, 8, 101, 20);
    private static final InetSocketAddress PEER = InetSocketAddress.createUnresolved("peer", 4000);

    private final ManualTime time = new ManualTime();
    private final List<byte[]> wire = new ArrayList<>();
    private final AudioStream stream = stream(wire);

    @Test
    void aPacketIsSentEveryTwentyMilliseconds() {
        stream.start(PEER, FORMAT, SampleSource.SILENCE);
        time.advanceMillis(999);

        assertThat(wire).hasSize(50).allSatisfy(packet -> assertThat(packet).hasSize(172));
        assertThat(stream.report().sent()).isEqualTo(50);
    }

    @Test
    void lateTimersAreMadeUpFor() {
        AudioStream coarse = new AudioStream(
                (delay, task) -> time.schedule(delay + 15, task), time, (p, n, to) -> wire.add(p), source());
        coarse.start(PEER, FORMAT, SampleSource.SILENCE);
        time.advanceMillis(10_000);

        assertThat(wire.size()).isBetween(498, 501);
    }

    @Test
    void longStallIsSkippedAndMarkedInsteadOfSentInABurst() {
        AudioStream stalled = new AudioStream(
                (delay, task) -> time.schedule(delay + 1000, task), time, (p, n, to) -> wire.add(p.clone()), source());
        stalled.start(PEER, FORMAT, SampleSource.SILENCE);
        time.advanceMillis(1020);

        assertThat(wire).hasSize(2);
        RtpView second = new RtpView();
        assertThat(second.wrap(wire.get(1), 0, 172)).isTrue();
        assertThat(second.timestamp()).isEqualTo(51 * 160);
        assertThat(second.marker()).isTrue();
    }

    @Test
    void peerHearsToneAndKeysAndCountsLoss() {
        AudioStream peer = stream(new ArrayList<>());
        peer.start(PEER, FORMAT, SampleSource.SILENCE);
        stream.start(PEER, FORMAT, new SineTone(8000, -12, 440));
        time.advanceMillis(400);
        assertThat(stream.press('7')).isTrue();
        time.advanceMillis(400);
        wire.remove(3);
        wire.forEach(packet -> peer.received(packet, 0, packet.length));

        AudioReport report = peer.report();
        assertThat(report.toneHeard()).isTrue();
        assertThat(report.keys()).isEqualTo("7");
        assertThat(report.lost()).isEqualTo(1);
        assertThat(report.received()).isEqualTo(wire.size());
    }

    @Test
    void nothingIsSentAfterStop() {
        stream.start(PEER, FORMAT, SampleSource.SILENCE);
        stream.stop();
        time.advanceMillis(1000);

        assertThat(wire).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
        assertThat(stream.press('1')).isFalse();
    }

    @Test
    void datagramsThatAreNoRtpAreNotCounted() {
        stream.received(new byte[40], 0, 40);
        assertThat(stream.report().received()).isZero();
    }

    private AudioStream stream(List<byte[]> output) {
        return new AudioStream(time, time, (p, n, to) -> output.add(Arrays.copyOf(p, n)), source());
    }

    private static RtpSource source() {
        return new RtpSource(1, 0, 0);
    }
}
