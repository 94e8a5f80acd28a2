package org.breakwater.presence.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.ANN;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.sip.subscription.Notifier;
import org.breakwater.sip.subscription.SubscriptionState;
import org.junit.jupiter.api.Test;

/** A phone with ten lamps whose line is cut and mended. */
class SilentPhoneTest {

    private static final int LAMPS = 10;
    /** A NOTIFY that nobody answers is given up after this. */
    private static final long GIVE_UP_MILLIS = 4_000;

    private final ManualTime time = new ManualTime();
    private final SilentPhones silent = new SilentPhones();
    private final Line line = new Line();
    private final List<Watch<Lamp>> watches = watches(new Pace(time, 5, 20, silent));
    private Lamp truth = lamp();

    private static Lamp lamp(LampCall... calls) {
        return Lamp.of(true, List.of(calls));
    }

    private List<Watch<Lamp>> watches(Pace pace) {
        Watch.Ground ground = new Watch.Ground(line, pace, time, time);
        return Stream.generate(() -> new Watch<>(
                        new Notifier(60, 3600),
                        new LampPicture(LampView.begin(ANN, Quirks.UNKNOWN, 0)),
                        () -> truth,
                        ground))
                .limit(LAMPS)
                .toList();
    }

    private void becomes(LampCall... calls) {
        truth = lamp(calls);
        watches.forEach(Watch::changed);
    }

    private void subscribeAll() {
        watches.forEach(w -> w.subscribe(3600, true));
        time.advanceMillis(1_000);
        line.sent.clear();
    }

    @Test
    void oneLampTriesWhileNothingGetsThrough() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        time.advanceMillis(GIVE_UP_MILLIS + 1_000);
        assertThat(silent.count()).isEqualTo(1);
        line.sent.clear();
        time.advanceMillis(60_000);
        becomes(TALKING);
        time.advanceMillis(60_000);

        assertThat(line.sent).hasSizeBetween(120 / 7, 120 / 4);
    }

    @Test
    void allLampsAreRightSoonAfterTheLineIsBack() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        time.advanceMillis(600_000);
        becomes(RINGING, TALKING);
        line.cut = false;
        line.sent.clear();
        time.advanceMillis(GIVE_UP_MILLIS + 3_000 + 500);

        assertThat(line.sent).hasSize(LAMPS).allMatch(body -> body.contains("early") && body.contains("confirmed"));
        assertThat(silent.count()).isZero();
    }

    @Test
    void phoneThatSubscribesAgainIsShownEverythingAtOnce() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        time.advanceMillis(2_500);
        line.cut = false;
        line.sent.clear();

        watches.get(3).subscribe(3600, true);
        assertThat(line.sent).hasSize(1);
        time.advanceMillis(GIVE_UP_MILLIS);

        assertThat(line.sent).hasSizeGreaterThanOrEqualTo(LAMPS);
        assertThat(silent.count()).isZero();
    }

    @Test
    void anotherLampTriesWhenTheOneThatTriedEnds() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        time.advanceMillis(20_000);
        watches.get(0).terminate("deactivated");
        time.advanceMillis(20_000);
        assertThat(watches.get(0).isEnded()).isTrue();
        line.cut = false;
        line.sent.clear();
        time.advanceMillis(GIVE_UP_MILLIS + 3_500);

        assertThat(line.sent).hasSize(LAMPS - 1);
    }

    @Test
    void lampThatGoesBackToWhatThePhoneKnowsIsToldAllTheSame() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        becomes();
        time.advanceMillis(20_000);
        line.cut = false;
        line.sent.clear();
        time.advanceMillis(10_000);

        assertThat(line.sent).as("nobody knows what got through").isNotEmpty().allMatch(b -> b.contains("full"));
    }

    @Test
    void answerThatIsNotThereAfterThreeSecondsIsNotWaitedFor() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        time.advanceMillis(2_900);
        watches.forEach(Watch::giveUpWaiting);
        assertThat(silent.count()).isZero();
        line.cut = false;
        line.sent.clear();
        time.advanceMillis(300);
        watches.forEach(Watch::giveUpWaiting);
        time.advanceMillis(1_000);

        assertThat(line.sent).hasSize(LAMPS);
        assertThat(silent.count()).isZero();
    }

    @Test
    void phoneWhoseConnectionBreaksAfterItSwallowedSomethingIsTriedAtOnceAndThenAtItsPace() {
        subscribeAll();
        line.cut = true;
        becomes(RINGING);
        for (int i = 0; i < 2; i++) {
            time.advanceMillis(3_100);
            watches.forEach(Watch::giveUpWaiting);
            time.advanceMillis(200);
        }
        line.sent.clear();
        line.breaks();
        time.advanceMillis(150);
        assertThat(line.sent).as("over another connection").hasSize(1);
        line.breaks();
        time.advanceMillis(2_500);

        assertThat(line.sent).hasSize(1);
    }

    @Test
    void manyPhonesAreTriedLessOften() {
        for (int i = 0; i < 10_000; i++) {
            silent.begins();
        }

        assertThat(silent.retryMillis(1)).isEqualTo(50_000);
    }

    /** Takes everything, or loses it when it is cut. */
    private final class Line implements NotifyPort {
        private final List<String> sent = new ArrayList<>();
        private boolean cut;
        private Outcome last;

        /** What was sent last fails now. */
        void breaks() {
            last.failedForNow();
        }

        @Override
        public void send(SubscriptionState state, String contentType, String body, Outcome outcome) {
            sent.add(body);
            last = outcome;
            if (cut) {
                time.schedule(GIVE_UP_MILLIS, outcome::failedForNow);
            } else {
                time.schedule(1, outcome::taken);
            }
        }
    }
}
