package org.breakwater.lifeguard.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final List<String> MAINS = List.of("m1", "m2");

    private final Verdict verdict = new Verdict(VerdictSettings.DEFAULT, MAINS, false, 0);
    private final List<Transition> seen = new ArrayList<>();
    private long now;

    /** Words: {@code up down} the link, {@code a1 a2} answers, {@code f1 f2} failures, a number: seconds that pass. */
    private VerdictState play(String signs) {
        for (String word : signs.trim().split(" +")) {
            if (word.matches("[0-9]+")) {
                now += Long.parseLong(word) * 1000;
                take(new Sign.Tick());
            } else {
                take(
                        switch (word.charAt(0)) {
                            case 'u' -> new Sign.Link(true);
                            case 'd' -> new Sign.Link(false);
                            case 'a' -> new Sign.Answered("m" + word.charAt(1));
                            default -> new Sign.Failed("m" + word.charAt(1), "timeout");
                        });
            }
        }
        return verdict.state();
    }

    private void take(Sign sign) {
        verdict.take(sign, now).ifPresent(seen::add);
    }

    @ParameterizedTest
    @CsvSource({
        "1, SUSPECT",
        "up a1 a1, CONNECTED",
        "up a1, SUSPECT",
        "a1 a1 a2 a2, SUSPECT",
        "f1 f2 1 f1 f2 4, ALONE",
        "f1 f2 1 f1 f2 1, SUSPECT",
        "f1 f1 f1 9, SUSPECT",
        "up a1 a1 down, SUSPECT",
        "up a1 a1 down up a1, CONNECTED",
        "up a1 a1 f1, CONNECTED",
        "up a1 a1 f1 f2, SUSPECT",
        "up a1 a1 f1 f2 1 a2 a2, CONNECTED",
        "up a1 a1 f1 f2 3 f1 f2 3, ALONE",
        "up a1 a1 down 2 f1 f2 2 f1 f2 2, ALONE",
        "f1 f2 f1 f2 9 a1 a1, ALONE",
        "f1 f2 f1 f2 9 a1 a2 a1 a2, ALONE",
        "f1 f2 f1 f2 9 a1 a1 a1, RETURNING",
        "f1 f2 f1 f2 9 a1 f1 a1 a1, ALONE",
        "f1 f2 f1 f2 9 up 60, ALONE",
        "f1 f2 f1 f2 9 a1 a1 a1 31, RETURNING",
        "f1 f2 f1 f2 9 up a1 a1 a1 29, RETURNING",
        "f1 f2 f1 f2 9 up a1 a1 a1 30, CONNECTED",
        "f1 f2 f1 f2 9 up a1 a1 a1 5 f1, ALONE",
        "f1 f2 f1 f2 9 up a1 a1 a1 a2 5 f1, RETURNING"
    })
    void signsLeadToAState(String signs, VerdictState expected) {
        assertThat(play(signs)).isEqualTo(expected);
    }

    @Test
    void everyChangeSaysWhyWithTheEvidence() {
        play("up a1 a1 down 2 f1 f2 3 f1 f2 up a2 a2 a2 30");
        assertThat(seen)
                .extracting(Transition::to)
                .containsExactly(
                        VerdictState.CONNECTED,
                        VerdictState.SUSPECT,
                        VerdictState.ALONE,
                        VerdictState.RETURNING,
                        VerdictState.CONNECTED);
        assertThat(seen.get(1).reason()).startsWith("the link to the main servers broke (m1 answers");
        assertThat(seen.get(2).reason()).contains("answered for 5 s", "m1: 2 missed, timeout", "link down");
        assertThat(seen.get(3).reason()).startsWith("m2 answered 3 OPTIONS in a row");
        assertThat(seen.get(4).reason()).startsWith("the main servers have been back for 30 s");
    }

    @Test
    void aFlappingMainDoesNotMakeTheVerdictFlap() {
        play("f1 f2 f1 f2 9");
        seen.clear();
        for (int i = 0; i < 100; i++) {
            play("1 a1 1 f1");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void changesFollowOneAnotherWhateverIsSeen() {
        Random random = new Random(4711);
        String[] words = {"up", "down", "a1", "a2", "f1", "f2", "1", "7", "31"};
        VerdictState before = verdict.state();
        for (int i = 0; i < 20_000; i++) {
            play(words[random.nextInt(words.length)]);
        }
        for (Transition t : seen) {
            assertThat(t.from()).isEqualTo(before);
            assertThat(t.to()).isNotEqualTo(before);
            before = t.to();
        }
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @Test
    void anUnknownMainIsRefused() {
        assertThatThrownBy(() -> verdict.take(new Sign.Answered("m3"), 0)).hasMessageContaining("m3");
    }
}
