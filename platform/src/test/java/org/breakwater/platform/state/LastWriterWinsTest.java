package org.breakwater.platform.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.wire.Codec;
import org.breakwater.platform.wire.WireException;
import org.junit.jupiter.api.Test;

class LastWriterWinsTest {

    private final LastWriterWins<String> rule = new LastWriterWins<>(1000);
    private final Random random = new Random(5);

    private Stamp stamp() {
        return new Stamp(random.nextInt(3), random.nextInt(3), "n" + random.nextInt(3) + "/1");
    }

    private Versioned<String> state() {
        Stamp stamp = stamp();
        return new Versioned<>(stamp, stamp.count() == 0 ? null : "v" + stamp);
    }

    @Test
    void mergeIsAJoin() {
        for (int i = 0; i < 5000; i++) {
            Versioned<String> a = state();
            Versioned<String> b = state();
            Versioned<String> c = state();
            assertThat(rule.merge(a, b)).isEqualTo(rule.merge(b, a));
            assertThat(rule.merge(a, a)).isEqualTo(a);
            assertThat(rule.merge(rule.merge(a, b), c)).isEqualTo(rule.merge(a, rule.merge(b, c)));
        }
    }

    @Test
    void changeMadeInTheKnowledgeOfAStateWinsOverIt() {
        for (int i = 0; i < 5000; i++) {
            Versioned<String> before = state();
            Versioned<String> after = rule.change(before, "new", stamp());
            assertThat(rule.merge(before, after)).isEqualTo(after);
        }
    }

    @Test
    void removalIsRememberedForAWhile() {
        Versioned<String> gone = rule.change(null, null, new Stamp(5000, 0, "a/1"));

        assertThat(rule.tidy(gone, 6000)).isSameAs(gone);
        assertThat(rule.tidy(gone, 6001)).isNull();
        Versioned<String> there = rule.change(null, "v", new Stamp(5000, 0, "a/1"));
        assertThat(rule.tidy(there, 1_000_000)).isSameAs(there);
    }

    @Test
    void keptValueOnlyFillsAGap() {
        Versioned<String> gone = rule.change(null, null, new Stamp(5000, 0, "a/1"));

        assertThat(rule.view(rule.restore(null, "kept"))).isEqualTo("kept");
        assertThat(rule.restore(gone, "kept")).isSameAs(gone);
    }

    @Test
    void stampsGrowWhileTheClockStandsStillAndWhenCountsRunOut() {
        ManualTime time = new ManualTime();
        StampClock clock = new StampClock(time, "a/1");
        Stamp first = clock.next();
        Stamp second = clock.next();
        time.advanceMillis(1);

        assertThat(second).isGreaterThan(first);
        assertThat(clock.next()).isGreaterThan(second);
        Stamp last = new Stamp(9, Integer.MAX_VALUE, "z/1");
        assertThat(new Stamp(1, 0, "a/1").after(last)).isGreaterThan(last);
    }

    @Test
    void versionsAreReadBack() throws WireException {
        VersionedCodec<String> codec = new VersionedCodec<>(Codec.text(200), 200);
        for (int i = 0; i < 1000; i++) {
            Versioned<String> state = state();
            assertThat(codec.decode(codec.encode(state))).isEqualTo(state);
        }
        assertThatThrownBy(() -> codec.decode(new byte[] {1})).hasMessageContaining("stamp");
    }
}
