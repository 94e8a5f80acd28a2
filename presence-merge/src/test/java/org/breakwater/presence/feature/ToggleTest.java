package org.breakwater.presence.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToggleTest {

    private static final long NOW = 1_700_000_000_000L;

    @Test
    void eachPressTurnsItOverAndTheSamePressCountsOnce() {
        Toggle once = Toggle.OFF.pressed("a", NOW);
        assertThat(once.isOn()).isTrue();
        assertThat(once.pressed("a", NOW + 500)).isEqualTo(once);
        assertThat(once.pressed("b", NOW + 500).isOn()).isFalse();
    }

    @Test
    void pressesAtTwoServersAtTheSameTimeBothCount() {
        Toggle on = Toggle.OFF.set(true, NOW);
        Toggle joined = Toggle.join(on.pressed("a", NOW + 10), on.pressed("b", NOW + 10));
        assertThat(joined.isOn()).isTrue();
        assertThat(joined.presses()).hasSize(2);
    }

    @Test
    void theSamePressAtTwoServersCountsOnce() {
        Toggle joined = Toggle.join(Toggle.OFF.pressed("a", NOW), Toggle.OFF.pressed("a", NOW + 3));
        assertThat(joined.isOn()).isTrue();
    }

    @Test
    void settingWinsOverPressesBeforeItAndNotOverThoseAfter() {
        Toggle pressed = Toggle.OFF.pressed("a", NOW);
        Toggle set = Toggle.OFF.set(true, NOW + 5);
        assertThat(Toggle.join(pressed, set).isOn()).isTrue();
        assertThat(Toggle.join(pressed.pressed("b", NOW + 10), set).isOn()).isFalse();
    }

    @Test
    void clockThatWasSetBackDoesNotLoseAPress() {
        Toggle set = Toggle.OFF.set(true, NOW);
        assertThat(set.pressed("a", NOW - 60_000).isOn()).isFalse();
        assertThat(set.pressed("a", NOW - 60_000).pressed("b", NOW - 60_000).isOn())
                .isTrue();
    }

    @Test
    void manyPressesAreFoldedAndStillCount() {
        Toggle toggle = Toggle.OFF;
        for (int i = 1; i <= 1_001; i++) {
            toggle = toggle.pressed("p" + i, NOW + i * 100L);
            assertThat(toggle.isOn()).as("after press %d", i).isEqualTo(i % 2 == 1);
            assertThat(toggle.presses()).hasSizeLessThanOrEqualTo(32);
        }
    }

    @Test
    void aServerThatReadsWhatItKeptLosesNothingTheOtherKnowsSince() {
        Toggle live = Toggle.OFF.set(true, NOW).pressed("a", NOW + 100);
        Toggle kept = Toggle.kept(live.isOn(), live.lastPress(), live.changedMillis());
        Toggle later = live.pressed("b", NOW + 200);

        assertThat(kept.isOn()).isEqualTo(live.isOn());
        assertThat(Toggle.join(kept, later).isOn()).isEqualTo(later.isOn());
        assertThat(kept.pressed("a", NOW + 300))
                .as("the press whose answer was lost")
                .isEqualTo(kept);
    }

    @Test
    void joinIsCommutativeAssociativeAndIdempotent() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Toggle a = random(random);
            Toggle b = random(random);
            Toggle c = random(random);
            assertThat(Toggle.join(a, b)).isEqualTo(Toggle.join(b, a));
            assertThat(Toggle.join(a, a)).isEqualTo(a);
            assertThat(Toggle.join(Toggle.join(a, b), c)).isEqualTo(Toggle.join(a, Toggle.join(b, c)));
        }
    }

    @Test
    void aChangeMadeInTheKnowledgeOfAStateWinsOverIt() {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            Toggle before = random(random);
            long now = random.nextInt(40);
            Toggle after = random.nextBoolean() ? before.pressed("x" + i, now) : before.set(random.nextBoolean(), now);
            assertThat(Toggle.join(before, after)).isEqualTo(after);
        }
    }

    private static Toggle random(Random random) {
        List<Press> presses = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            presses.add(new Press("p" + random.nextInt(5), random.nextInt(20)));
        }
        return new Toggle(random.nextBoolean(), random.nextInt(20), presses);
    }
}
