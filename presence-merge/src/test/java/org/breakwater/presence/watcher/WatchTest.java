package org.breakwater.presence.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.breakwater.presence.lamp.Calls.ANN;
import static org.breakwater.presence.lamp.Calls.RINGING;
import static org.breakwater.presence.lamp.Calls.TALKING;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.presence.brand.QuirkTable;
import org.breakwater.presence.brand.Quirks;
import org.breakwater.presence.document.dialog.DialogElement;
import org.breakwater.presence.document.dialog.DialogInfo;
import org.breakwater.presence.document.dialog.DialogInfoReader;
import org.breakwater.presence.document.pidf.Basic;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.document.pidf.Tuple;
import org.breakwater.presence.lamp.Calls;
import org.breakwater.presence.lamp.Lamp;
import org.breakwater.presence.lamp.LampCall;
import org.breakwater.presence.lamp.LampView;
import org.breakwater.presence.lamp.PhoneLamp;
import org.breakwater.presence.xml.DocumentException;
import org.breakwater.sip.subscription.Notifier;
import org.breakwater.sip.subscription.SubscriptionState;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final int GAP = 1000;

    private final ManualTime time = new ManualTime();
    private final Phone phone = new Phone();
    private Lamp truth = lamp();
    private Watch<Lamp> watch = watch(QuirkTable.shipped().of("snom"), new Pace(time, 2, GAP));

    private static Lamp lamp(LampCall... calls) {
        return Lamp.of(true, List.of(calls));
    }

    private Watch<Lamp> watch(Quirks quirks, Pace pace) {
        return new Watch<>(
                new Notifier(60, 3600),
                new LampPicture(LampView.begin(ANN, quirks, 0)),
                () -> truth,
                new Watch.Ground(phone, pace, time, time));
    }

    private void becomes(LampCall... calls) {
        truth = lamp(calls);
        watch.changed();
    }

    @Test
    void subscribeIsFollowedByTheFullStateAndAChangeByAPartialOne() {
        Notifier.Respond answer = watch.subscribe(1800, true);
        phone.take();
        becomes(RINGING);

        assertThat(answer).isEqualTo(new Notifier.Respond(200, 1800));
        assertThat(phone.states).containsExactly("active;expires=1800", "active;expires=1800");
        assertThat(phone.bodies.get(0)).contains("version=\"0\" state=\"full\"");
        assertThat(phone.bodies.get(1))
                .contains("version=\"1\" state=\"partial\"")
                .contains("early");
    }

    @Test
    void oneNotifyIsUnderWayAtATimeAndTheNextShowsTheTruthOfItsMoment() {
        watch.subscribe(1800, true);
        becomes(RINGING);
        becomes(RINGING, TALKING);
        becomes(TALKING);
        assertThat(phone.bodies).hasSize(1);

        phone.take();

        assertThat(phone.bodies).hasSize(2);
        assertThat(phone.bodies.get(1)).contains("confirmed").doesNotContain("early");
    }

    @Test
    void changeThatIsOverBeforeItCouldBeToldIsNotTold() {
        watch.subscribe(1800, true);
        becomes(RINGING);
        becomes();

        phone.take();

        assertThat(phone.bodies).hasSize(1);
    }

    @Test
    void phoneIsNotFloodedAndGetsTheLastState() {
        watch.subscribe(1800, true);
        phone.take();
        becomes(RINGING);
        phone.take();
        becomes(RINGING, TALKING);
        becomes(TALKING);
        assertThat(phone.bodies).hasSize(2);

        time.advanceMillis(GAP - 1);
        assertThat(phone.bodies).hasSize(2);
        time.advanceMillis(1);

        assertThat(phone.bodies).hasSize(3);
        assertThat(phone.bodies.get(2)).contains("terminated").contains("confirmed");
    }

    @Test
    void paceCountsAllSubscriptionsOfAPhone() {
        List<String> sent = new ArrayList<>();
        NotifyPort atOnce = (state, contentType, body, outcome) -> {
            sent.add(body);
            outcome.taken();
        };
        Watch.Ground ground = new Watch.Ground(atOnce, new Pace(time, 2, GAP), time, time);
        List<Watch<Lamp>> watches = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            View<Lamp> view = new LampPicture(LampView.begin(ANN, Quirks.UNKNOWN, 0));
            Watch<Lamp> one = new Watch<>(new Notifier(60, 3600), view, () -> truth, ground);
            one.subscribe(1800, true);
            watches.add(one);
        }
        assertThat(sent).hasSize(2);

        truth = lamp(RINGING);
        watches.forEach(Watch::changed);
        time.advanceMillis(GAP - 1);
        assertThat(sent).hasSize(2);
        time.advanceMillis(1);
        assertThat(sent).hasSize(3);
        time.advanceMillis(GAP);

        assertThat(sent).hasSize(4);
    }

    @Test
    void afterAFailureTheNextIsFullAndComesLaterEachTime() {
        watch.subscribe(1800, true);
        phone.take();
        becomes(RINGING);
        phone.fail();
        time.advanceMillis(999);
        assertThat(phone.bodies).hasSize(2);
        time.advanceMillis(1);
        assertThat(phone.bodies).hasSize(3);
        assertThat(phone.bodies.get(2)).contains("version=\"2\" state=\"full\"");
        phone.fail();
        time.advanceMillis(1999);
        assertThat(phone.bodies).hasSize(3);
        time.advanceMillis(1);

        assertThat(phone.bodies).hasSize(4);
    }

    @Test
    void phoneThatKnowsNothingOfTheSubscriptionIsForgotten() {
        watch.subscribe(1800, true);
        phone.refuse();
        becomes(RINGING);

        assertThat(watch.isEnded()).isTrue();
        assertThat(phone.bodies).hasSize(1);
        assertThat(time.pendingTimers()).isZero();
        assertThat(watch.subscribe(1800, true).status()).isEqualTo(481);
    }

    @Test
    void subscriptionThatIsNotRefreshedEndsWithALastNotify() {
        watch.subscribe(60, true);
        phone.take();
        time.advanceMillis(60_000);
        assertThat(phone.states).last().isEqualTo("terminated;reason=timeout");
        assertThat(watch.isEnded()).isFalse();

        phone.take();

        assertThat(watch.isEnded()).isTrue();
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void endThatComesWhileANotifyIsUnderWayIsToldAfterIt() {
        watch.subscribe(1800, true);
        watch.terminate("deactivated");
        assertThat(phone.states).hasSize(1);

        phone.take();
        assertThat(phone.states).last().isEqualTo("terminated;reason=deactivated");
        phone.fail();

        assertThat(watch.isEnded()).isTrue();
    }

    @Test
    void fetchGetsTheStateAndEnds() {
        truth = lamp(RINGING);

        assertThat(watch.subscribe(0, true)).isEqualTo(new Notifier.Respond(200, 0));
        phone.take();

        assertThat(phone.states).containsExactly("terminated;reason=timeout");
        assertThat(phone.bodies.get(0)).contains("early");
        assertThat(watch.isEnded()).isTrue();
    }

    @Test
    void whoMayNotKnowLearnsNothing() {
        truth = lamp(RINGING);
        watch.subscribe(1800, false);
        phone.take();
        becomes(TALKING);
        watch.decided(false);
        phone.take();
        watch = watch(Quirks.UNKNOWN, new Pace(time, 2, GAP));
        watch.subscribe(0, false);

        assertThat(phone.bodies).containsExactly("", "", "");
        assertThat(phone.states)
                .containsExactly("pending;expires=1800", "terminated;reason=rejected", "terminated;reason=timeout");
    }

    @Test
    void whoMayKnowLaterGetsTheFullStateThen() {
        truth = lamp(RINGING);
        watch.subscribe(1800, false);
        watch.decided(true);

        phone.take();

        assertThat(phone.states).containsExactly("pending;expires=1800", "active;expires=1800");
        assertThat(phone.bodies.get(1)).contains("state=\"full\"").contains("early");
    }

    @Test
    void tooBriefSubscriptionsAreAnsweredAndNothingFollows() {
        assertThat(watch.subscribe(5, true)).isEqualTo(new Notifier.Respond(423, 60));
        assertThat(phone.bodies).isEmpty();
        assertThat(watch.isEnded()).isFalse();
    }

    @Test
    void presenceIsToldWholeAndOnlyWhenItSaysSomethingElse() {
        Presence[] now = {Presence.offline(ANN)};
        Watch<Presence> presence = new Watch<>(
                new Notifier(60, 3600),
                new PresencePicture(Quirks.UNKNOWN, null),
                () -> now[0],
                new Watch.Ground(phone, new Pace(time, 9, GAP), time, time));
        presence.subscribe(1800, true);
        phone.take();
        presence.changed();
        now[0] = Presence.of(ANN, Tuple.of("t", Basic.OPEN));
        presence.changed();

        assertThat(phone.bodies).hasSize(2);
        assertThat(phone.bodies.get(1)).contains("<basic>open</basic>");
    }

    /** Random days with lost events, lost and failed NOTIFYs, refreshes: after some quiet the phone knows the truth. */
    @Test
    void lampNeverLiesForLong() {
        Calls calls = new Calls(41);
        Random random = calls.random();
        Quirks[] kinds = {QuirkTable.shipped().of("snom"), QuirkTable.shipped().of("SPA962"), Quirks.UNKNOWN};
        for (int day = 0; day < 1_000; day++) {
            phone.clear();
            truth = lamp();
            Quirks quirks = kinds[day % kinds.length];
            watch = watch(quirks, new Pace(time, 3, 200));
            watch.subscribe(3600, true);
            for (int step = 0; step < 30; step++) {
                truth = random.nextBoolean() ? Lamp.of(true, calls.some()) : truth;
                switch (random.nextInt(5)) {
                    case 0 -> phone.answer(random.nextBoolean(), random.nextBoolean());
                    case 1 -> askAgain();
                    case 2 -> time.advanceMillis(random.nextInt(500));
                    default -> watch.changed();
                }
            }
            for (int quiet = 0; quiet < 10; quiet++) {
                phone.take();
                time.advanceMillis(130_000 / 10);
                watch.changed();
            }
            Map<String, DialogElement> known = new LinkedHashMap<>();
            PhoneLamp.apply(LampView.begin(ANN, quirks, 0).full(truth).document(), known);
            assertThat(phone.knows).isEqualTo(known);
            watch.terminate("deactivated");
            phone.take();
            assertThat(watch.isEnded()).isTrue();
        }
        assertThat(time.pendingTimers()).isZero();
    }

    private void askAgain() {
        phone.asked++;
        watch.subscribe(3600, true);
    }

    /** Takes NOTIFY, does what documents say, and answers when it is told to. */
    private static final class Phone implements NotifyPort {
        private final List<String> states = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();
        private final List<Runnable> unanswered = new ArrayList<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private int asked;
        private final Map<String, DialogElement> knows = new LinkedHashMap<>();
        private long version;

        @Override
        public void send(SubscriptionState state, String contentType, String body, Outcome outcome) {
            states.add(state.toString());
            bodies.add(body);
            unanswered.add(() -> read(contentType, body));
            outcomes.add(outcome);
        }

        private void read(String contentType, String body) {
            if (!contentType.equals("application/dialog-info+xml")) {
                return;
            }
            try {
                DialogInfo document = DialogInfoReader.read(body.getBytes(StandardCharsets.UTF_8));
                assertThat(document.version()).isGreaterThanOrEqualTo(version);
                assertThat(document.full() || document.version() == version)
                        .as("no partial state after a gap")
                        .isTrue();
                version = document.version() + 1;
                PhoneLamp.apply(document, knows);
            } catch (DocumentException e) {
                throw new AssertionError(e);
            }
        }

        void take() {
            answer(true, true);
        }

        void fail() {
            answer(false, false);
        }

        void answer(boolean arrives, boolean taken) {
            if (outcomes.isEmpty()) {
                return;
            }
            assertThat(outcomes)
                    .as("one NOTIFY is under way at a time, but for a phone that asks again")
                    .hasSizeLessThanOrEqualTo(1 + asked);
            asked = outcomes.size() == 1 ? 0 : asked;
            if (arrives || taken) {
                unanswered.get(0).run();
            }
            unanswered.remove(0);
            Outcome outcome = outcomes.remove(0);
            if (taken) {
                outcome.taken();
            } else {
                outcome.failedForNow();
            }
        }

        void refuse() {
            unanswered.remove(0);
            outcomes.remove(0).failedForGood();
        }

        void clear() {
            states.clear();
            bodies.clear();
            knows.clear();
            version = 0;
        }
    }
}
