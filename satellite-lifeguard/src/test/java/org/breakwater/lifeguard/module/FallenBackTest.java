package org.breakwater.lifeguard.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class FallenBackTest {

    private final ManualTime time = new ManualTime();
    private final FallenBack fallen = new FallenBack(time);

    @Test
    void aCallIsRememberedForHalfAMinute() {
        fallen.add("a");
        time.advanceMillis(29_999);
        assertThat(fallen.contains("a")).isTrue();
        time.advanceMillis(1);
        assertThat(fallen.contains("a")).isFalse();
    }

    @Test
    void onlyTheNewestAreRemembered() {
        for (int i = 0; i <= FallenBack.MOST; i++) {
            fallen.add("call-" + i);
        }
        assertThat(fallen.contains("call-0")).isFalse();
        assertThat(fallen.contains("call-1")).isTrue();
        assertThat(fallen.contains("call-" + FallenBack.MOST)).isTrue();
    }

    @Test
    void aRequestWithoutCallIdIsNotRemembered() {
        assertThat(fallen.add(null)).isFalse();
        assertThat(fallen.contains(null)).isFalse();
    }
}
