package org.breakwater.daemon.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.wire.WireException;
import org.junit.jupiter.api.Test;

final class CallMergeRuleTest {

    private static final String ONE = "main1/a";
    private static final String TWO = "main2/b";

    private final CallMergeRule rule = new CallMergeRule(1_000);
    private final CallLifeCodec codec = new CallLifeCodec();
    private final Random random = new Random(7);

    private static Call call(long startedMillis, String owner) {
        return new Call("c", "sip:1", "sip:2", CallState.ANSWERED, startedMillis, startedMillis, owner, CallLegs.NONE);
    }

    private static Stamp at(long millis, String author) {
        return new Stamp(millis, 0, author);
    }

    @Test
    void callThatEndedWhileTheOtherServerTookItForLostHasEnded() {
        CallLife up = rule.change(null, call(1, ONE), at(1, ONE));
        CallLife over = rule.change(up, null, at(5, ONE));
        CallLife lost = rule.change(up, up.call().lost(), at(9, TWO));

        assertThat(rule.view(rule.merge(over, lost))).isNull();
        assertThat(rule.view(rule.merge(lost, over))).isNull();
    }

    @Test
    void endSeenByAServerThatNeverHeardOfTheCallCountsToo() {
        CallLife up = rule.change(null, call(1, ONE), at(1, ONE));
        CallLife over = rule.change(null, null, at(5, TWO));
        CallLife held = rule.change(up, up.call(), at(9, ONE));

        assertThat(rule.view(rule.merge(held, over))).isNull();
    }

    @Test
    void callThatNobodyEndedIsAsTheLastServerWroteIt() {
        CallLife up = rule.change(null, call(1, ONE), at(1, ONE));
        CallLife lost = rule.change(up, up.call().lost(), at(9, TWO));

        assertThat(rule.view(rule.merge(up, lost)).state()).isEqualTo(CallState.LOST);
    }

    @Test
    void inviteSentAgainAfterItsChallengeIsAnotherCall() {
        CallLife refused = rule.change(rule.change(null, call(1, ONE), at(1, ONE)), null, at(1, ONE));
        CallLife again = rule.change(refused, call(1, ONE), at(1, ONE));

        assertThat(rule.view(rule.merge(again, refused))).isEqualTo(call(1, ONE));
        assertThat(rule.merge(refused, again)).isEqualTo(again);
    }

    @Test
    void inviteSentAgainToTheOtherServerOutlivesTheEndOfTheFirst() {
        CallLife first = rule.change(null, call(1, ONE), at(1, ONE));
        CallLife second = rule.change(first, call(4, TWO), at(4, TWO));
        CallLife timedOut = rule.change(first, null, at(30, ONE));

        assertThat(rule.view(rule.merge(timedOut, second))).isEqualTo(call(4, TWO));
    }

    @Test
    void mergeIsAJoinThatEveryChangeGoesBeyond() {
        for (int i = 0; i < 2_000; i++) {
            CallLife a = some();
            CallLife b = some();
            CallLife c = some();
            assertThat(rule.merge(a, a)).isEqualTo(a);
            assertThat(rule.merge(a, b)).isEqualTo(rule.merge(b, a));
            assertThat(rule.merge(a, rule.merge(b, c))).isEqualTo(rule.merge(rule.merge(a, b), c));
            CallLife changed = rule.change(a, random.nextBoolean() ? null : call(random.nextInt(3), TWO), at(2, TWO));
            assertThat(rule.merge(a, changed)).isEqualTo(changed);
        }
    }

    /** Made as states are made, by changes: no two differ under the same stamps. */
    private CallLife some() {
        CallLife life = rule.change(null, call(random.nextInt(3), ONE), at(random.nextInt(3), ONE + random.nextInt()));
        for (int i = random.nextInt(3); i > 0; i--) {
            String author = TWO + random.nextInt();
            life = rule.change(
                    life, random.nextBoolean() ? null : call(random.nextInt(3), ONE), at(random.nextInt(6), author));
        }
        return life;
    }

    @Test
    void endIsForgottenInTheEndAndACallIsNot() {
        CallLife up = rule.change(null, call(1, ONE), at(1, ONE));
        CallLife over = rule.change(up, null, at(5, ONE));

        assertThat(rule.tidy(over, 1_005)).isSameAs(over);
        assertThat(rule.tidy(over, 1_006)).isNull();
        assertThat(rule.tidy(up, 100_000)).isSameAs(up);
    }

    @Test
    void whatIsKnownIsReadBackFromTheWire() throws WireException {
        for (int i = 0; i < 200; i++) {
            CallLife life = some();
            assertThat(codec.decode(codec.encode(life))).isEqualTo(life);
        }
        assertThatThrownBy(() -> codec.decode(new byte[] {1})).hasMessageContaining("the moment it began");
    }
}
