package org.breakwater.sip.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriberTest {

    private final ManualTime time = new ManualTime();
    private final Subscriber subscriber = new Subscriber(600);
    private final List<String> log = new ArrayList<>();
    private Timers.Timer timer = () -> {};

    @Test
    void subscriptionIsRefreshedBeforeItExpires() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.response(200, 600, -1));
        carryOut(subscriber.notified(SubscriptionState.active(600)));
        assertThat(subscriber.state()).isEqualTo(Subscriber.State.ACTIVE);

        time.advanceMillis(567_999);
        assertThat(log).containsExactly("0 subscribe 600");
        time.advanceMillis(1);

        assertThat(log).containsExactly("0 subscribe 600", "568 subscribe 600");
    }

    @Test
    void missingFirstNotifyEndsItAfterTimerN() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.response(200, 600, -1));
        time.advanceMillis(32_000);
        assertThat(log).last().isEqualTo("32 ended timeout -1");
        assertThat(time.pendingTimers()).isZero();
    }

    @Test
    void notifierMayShortenTheTime() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.notified(SubscriptionState.pending(100)));
        assertThat(subscriber.state()).isEqualTo(Subscriber.State.PENDING);
        time.advanceMillis(90_000);
        assertThat(log).last().isEqualTo("90 subscribe 600");
    }

    @ParameterizedTest
    @CsvSource({
        "terminated;reason=deactivated, deactivated 0", "terminated;reason=timeout, timeout 0",
        "terminated;reason=probation;retry-after=7, probation 7", "terminated;reason=giveup, giveup 30",
        "terminated;reason=rejected, rejected -1", "terminated;reason=noresource;retry-after=3, noresource -1",
        "terminated, terminated 0", "Terminated;Reason=Invariant, invariant -1"
    })
    void reasonSaysWhetherToTryAgain(String header, String expected) throws SipParseException {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.notified(SubscriptionState.parse(header)));
        assertThat(log).last().isEqualTo("0 ended " + expected);
        assertThat(subscriber.state()).isEqualTo(Subscriber.State.TERMINATED);
    }

    @Test
    void transientFailureOfARefreshLeavesItAlive() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.notified(SubscriptionState.active(600)));
        time.advanceMillis(568_000);
        carryOut(subscriber.response(503, -1, 5));
        assertThat(subscriber.state()).isEqualTo(Subscriber.State.ACTIVE);
    }

    @Test
    void notifierThatForgotItIsAskedAfresh() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.notified(SubscriptionState.active(600)));
        time.advanceMillis(568_000);
        carryOut(subscriber.response(481, -1, -1));
        assertThat(log).last().isEqualTo("568 ended refused 0");
    }

    @Test
    void refusalOfTheFirstSubscribeEndsIt() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.response(403, -1, -1));
        assertThat(log).last().isEqualTo("0 ended refused -1");
    }

    @Test
    void unsubscribingEndsWithTheLastNotifyOrWithoutIt() {
        carryOut(subscriber.subscribe());
        carryOut(subscriber.notified(SubscriptionState.active(600)));
        carryOut(subscriber.unsubscribe());
        carryOut(subscriber.response(200, 0, -1));
        assertThat(log).last().isEqualTo("0 subscribe 0");
        time.advanceMillis(32_000);
        assertThat(log).last().isEqualTo("32 ended unsubscribed -1");
    }

    @Test
    void stateHeaderIsWrittenAsItIsRead() throws SipParseException {
        String text = "terminated;reason=probation;retry-after=5";
        assertThat(SubscriptionState.parse(text)).hasToString(text);
        assertThatThrownBy(() -> SubscriptionState.parse("active;expires=soon")).isInstanceOf(SipParseException.class);
        assertThatThrownBy(() -> SubscriptionState.parse(";expires=1")).isInstanceOf(SipParseException.class);
    }

    private void carryOut(List<Subscriber.Effect> effects) {
        long now = time.monotonicNanos() / 1_000_000_000L;
        for (Subscriber.Effect effect : effects) {
            if (effect instanceof Subscriber.SendSubscribe send) {
                log.add(now + " subscribe " + send.expires());
            } else if (effect instanceof Subscriber.StartTimer start) {
                timer.cancel();
                timer = time.schedule(start.millis(), () -> carryOut(subscriber.timerFired()));
            } else if (effect instanceof Subscriber.Ended ended) {
                log.add(now + " ended " + ended.why() + ' ' + ended.retryAfterSeconds());
            } else {
                timer.cancel();
            }
        }
    }
}
