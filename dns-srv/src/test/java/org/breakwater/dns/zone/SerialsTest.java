package org.breakwater.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SerialsTest {

    @Test
    void serialIsTheTimeInTheServersSlot() {
        assertThat(Serials.next(0, 1_800_000_001L, 2)).isEqualTo(1_800_000_002L);
    }

    @Test
    void serialGrowsEvenWhenTheClockDoesNot() {
        long first = Serials.next(0, 1_800_000_000L, 1);
        long second = Serials.next(first, 1_800_000_000L, 1);
        long third = Serials.next(second, 1_700_000_000L, 1);

        assertThat(second).isGreaterThan(first);
        assertThat(third).isGreaterThan(second);
        assertThat(third % Serials.SLOTS).isEqualTo(1);
    }

    @Test
    void twoServersNeverMakeTheSameSerial() {
        for (long second = 1_800_000_000L; second < 1_800_000_020L; second++) {
            assertThat(Serials.next(0, second, 0)).isNotEqualTo(Serials.next(0, second, 1));
        }
    }

    @Test
    void comparisonWrapsAround() {
        assertThat(Serials.isNewer(3, 0xffff_fff0L)).isTrue();
        assertThat(Serials.isNewer(0xffff_fff0L, 3)).isFalse();
    }
}
