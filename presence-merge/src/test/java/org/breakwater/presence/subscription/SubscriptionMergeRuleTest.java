package org.breakwater.presence.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.Versioned;
import org.junit.jupiter.api.Test;

class SubscriptionMergeRuleTest {

    private final SubscriptionMergeRule rule = new SubscriptionMergeRule(1_000);
    private final Random random = new Random(6);

    private static Versioned<Subscription> state(long millis, String owner, int reserved) {
        return new Versioned<>(new Stamp(millis, 0, owner), subscription(owner, reserved));
    }

    private static Subscription subscription(String owner, int reserved) {
        return new Subscription(
                new Subscription.DialogPath(
                        new Subscription.Ids("c", "a", "b", "sip:1@x", "sip:2@x"), "sip:1@y", List.of(), "<sip:x>"),
                new Subscription.Topic("dialog", "", "sip:2@x", "sip:2@x"),
                new Subscription.Phone("sip:1@x", "", 0, "", ""),
                new Subscription.Term(owner, 1_000, reserved));
    }

    @Test
    void laterOwnerHasItAndKnowsWhatNumbersTheOtherMayHaveUsed() {
        Versioned<Subscription> merged = rule.merge(state(1, "b", 38_000), state(2, "a", 1_000));

        assertThat(merged).isEqualTo(state(2, "a", 38_000));
    }

    @Test
    void writingDoesNotForgetNumbersEither() {
        Versioned<Subscription> before = state(1, "a", 38_000);
        Versioned<Subscription> after = rule.change(before, subscription("a", 2_000), new Stamp(2, 0, "a"));

        assertThat(after.value().term().reserved()).isEqualTo(38_000);
        assertThat(rule.merge(before, after)).isEqualTo(after);
    }

    @Test
    void mergeIsAJoin() {
        for (int i = 0; i < 2_000; i++) {
            Versioned<Subscription> a = some();
            Versioned<Subscription> b = some();
            Versioned<Subscription> c = some();
            assertThat(rule.merge(a, a)).isEqualTo(a);
            assertThat(rule.merge(a, b)).isEqualTo(rule.merge(b, a));
            assertThat(rule.merge(a, rule.merge(b, c))).isEqualTo(rule.merge(rule.merge(a, b), c));
        }
    }

    @Test
    void endIsNotUndoneByWhatWasWrittenBefore() {
        Versioned<Subscription> ended = new Versioned<>(new Stamp(2, 0, "a"), null);

        assertThat(rule.merge(state(1, "b", 9_000), ended)).isEqualTo(ended);
        assertThat(rule.merge(ended, state(3, "b", 9_000))).isEqualTo(state(3, "b", 9_000));
    }

    private Versioned<Subscription> some() {
        return state(random.nextInt(20), random.nextBoolean() ? "a" : "b", 1_000 * random.nextInt(5));
    }
}
