package org.breakwater.sip.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.breakwater.sip.subscription.Notifier.Ended;
import org.breakwater.sip.subscription.Notifier.Respond;
import org.breakwater.sip.subscription.Notifier.SendNotify;
import org.breakwater.sip.subscription.Notifier.StartTimer;
import org.breakwater.sip.subscription.Notifier.StopTimer;
import org.junit.jupiter.api.Test;

class NotifierTest {

    private final Notifier notifier = new Notifier(60, 3600);

    @Test
    void subscribeIsAnsweredThenNotified() {
        assertThat(notifier.subscribe(600, true, 0))
                .containsExactly(
                        new Respond(200, 600), new SendNotify(SubscriptionState.active(600)), new StartTimer(600_000));
        assertThat(notifier.state()).isEqualTo(Notifier.State.ACTIVE);
    }

    @Test
    void longTimesAreCutAndShortOnesRefused() {
        assertThat(notifier.subscribe(30, true, 0)).containsExactly(new Respond(423, 60));
        assertThat(notifier.subscribe(86_400, true, 0)).contains(new Respond(200, 3600));
    }

    @Test
    void changesTellTheTimeThatIsLeft() {
        notifier.subscribe(600, true, 0);
        assertThat(notifier.changed(100_500)).containsExactly(new SendNotify(SubscriptionState.active(500)));
    }

    @Test
    void pendingSubscriberLearnsNothingUntilTheDecision() {
        notifier.subscribe(600, false, 0);
        assertThat(notifier.changed(0)).isEmpty();
        assertThat(notifier.decided(true, 1000)).containsExactly(new SendNotify(SubscriptionState.active(599)));
        assertThat(notifier.changed(1000)).hasSize(1);
    }

    @Test
    void rejectionEndsAPendingSubscription() {
        notifier.subscribe(600, false, 0);
        assertThat(notifier.decided(false, 0)).isEqualTo(ended("rejected"));
        assertThat(notifier.subscribe(600, true, 0)).containsExactly(new Respond(481, 0));
    }

    @Test
    void expiryIsToldToTheSubscriber() {
        notifier.subscribe(600, true, 0);
        assertThat(notifier.timerFired()).isEqualTo(ended("timeout"));
        assertThat(notifier.timerFired()).isEmpty();
    }

    @Test
    void zeroSecondsFetchesOnceOrUnsubscribes() {
        assertThat(notifier.subscribe(0, true, 0))
                .containsExactly(
                        new Respond(200, 0),
                        new StopTimer(),
                        new SendNotify(SubscriptionState.terminated("timeout")),
                        new Ended());
    }

    @Test
    void notifyThatNobodyTakesEndsItSilently() {
        notifier.subscribe(600, true, 0);
        assertThat(notifier.notifyFailed()).containsExactly(new StopTimer(), new Ended());
        assertThat(notifier.changed(0)).isEmpty();
    }

    private static List<Notifier.Effect> ended(String reason) {
        return List.of(new StopTimer(), new SendNotify(SubscriptionState.terminated(reason)), new Ended());
    }
}
