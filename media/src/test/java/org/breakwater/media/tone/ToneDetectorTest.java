package org.breakwater.media.tone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.breakwater.media.codec.G711;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToneDetectorTest {

    private static final int FRAME = 160;

    private final ToneDetector detector = new ToneDetector(8000, 440, 5);

    @ParameterizedTest
    @EnumSource(G711.class)
    void toneIsHeardThroughACodec(G711 codec) {
        SineTone tone = new SineTone(8000, -12, 440);
        short[] frame = new short[FRAME];
        byte[] payload = new byte[FRAME];
        for (int i = 0; i < 5; i++) {
            assertThat(detector.heard()).isFalse();
            tone.read(frame, FRAME);
            codec.encode(frame, FRAME, payload, 0);
            codec.decode(payload, 0, FRAME, frame);
            detector.listen(frame, FRAME);
        }
        assertThat(detector.heard()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {300, 350, 540, 697, 880, 1000, 1320})
    void otherTonesAreNotMistaken(double hertz) {
        listenTo(new SineTone(8000, -6, hertz), 50);
        assertThat(detector.heard()).isFalse();
    }

    @Test
    void silenceNoiseAndWhispersAreNoTone() {
        listenTo(SampleSource.SILENCE, 50);
        Random random = new Random(1);
        listenTo(
                (frame, count) -> {
                    for (int i = 0; i < count; i++) {
                        frame[i] = (short) random.nextInt(-8000, 8000);
                    }
                },
                50);
        listenTo(new SineTone(8000, -60, 440), 50);
        assertThat(detector.heard()).isFalse();
    }

    @Test
    void interruptedToneIsNotSteady() {
        SineTone tone = new SineTone(8000, -12, 440);
        for (int i = 0; i < 10; i++) {
            listenTo(tone, 4);
            listenTo(SampleSource.SILENCE, 1);
        }
        assertThat(detector.heard()).isFalse();
    }

    @Test
    void twoTonesShareTheirPower() {
        short[] block = new short[800];
        new SineTone(8000, -12, 697, 1209).read(block, block.length);
        assertThat(new Goertzel(8000, 697).share(block, block.length)).isCloseTo(0.5, within(0.05));
    }

    @Test
    void toneAboveHalfTheRateIsABug() {
        assertThatThrownBy(() -> new SineTone(8000, 0, 4000)).isInstanceOf(IllegalArgumentException.class);
    }

    private void listenTo(SampleSource source, int frames) {
        short[] frame = new short[FRAME];
        for (int i = 0; i < frames; i++) {
            source.read(frame, FRAME);
            detector.listen(frame, FRAME);
        }
    }
}
