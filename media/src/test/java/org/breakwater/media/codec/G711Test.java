package org.breakwater.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {

    @ParameterizedTest
    @CsvSource({
        "PCMU, 0xFF, 0", "PCMU, 0x7F, 0", "PCMU, 0xFE, 8", "PCMU, 0x80, 32124", "PCMU, 0x00, -32124",
        "PCMU, 0xEF, 132", "PCMU, 0x8F, 16764", "PCMA, 0xD5, 8", "PCMA, 0x55, -8", "PCMA, 0xAA, 32256",
        "PCMA, 0x2A, -32256", "PCMA, 0xC5, 264", "PCMA, 0xA5, 16896"
    })
    void codeWordsStandForTheLevelsOfTheRecommendation(G711 law, String code, short level) {
        assertThat(law.decode(Integer.decode(code).byteValue())).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "PCMU, 0, 0xFF",
        "PCMU, -5, 0x7E",
        "PCMU, 32767, 0x80",
        "PCMU, -32768, 0x00",
        "PCMU, 1000, 0xCE",
        "PCMA, 0, 0xD5",
        "PCMA, -1, 0x55",
        "PCMA, 32767, 0xAA",
        "PCMA, -32768, 0x2A"
    })
    void samplesGetTheNearestCodeWord(G711 law, short sample, String code) {
        assertThat(law.encode(sample)).isEqualTo(Integer.decode(code).byteValue());
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void everyLevelSurvivesARoundTrip(G711 law) {
        for (int code = 0; code < 256; code++) {
            short level = law.decode((byte) code);
            assertThat(law.decode(law.encode(level))).isEqualTo(level);
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void codingErrorStaysWithinAnEighthOfTheLevel(G711 law) {
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample += 7) {
            int error = Math.abs(law.decode(law.encode((short) sample)) - sample);
            assertThat(error).isLessThanOrEqualTo(Math.max(8, Math.abs(sample) / 16));
        }
    }

    @ParameterizedTest
    @CsvSource({"PCMU, 98107392", "PCMA, 100139008"})
    void wholeTableAgreesWithAnotherImplementation(G711 law, long weightedSum) {
        long sum = 0;
        for (int code = 0; code < 256; code++) {
            sum += (long) law.decode((byte) code) * (code + 1);
        }
        assertThat(sum).isEqualTo(weightedSum);
    }

    @Test
    void decodingStopsWhenTheFrameIsFull() {
        short[] frame = new short[3];
        assertThat(G711.PCMA.decode(new byte[10], 0, 10, frame)).isEqualTo(3);
    }
}
