package org.breakwater.dns.secondary;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.dns.secondary.RefreshState.Effect;
import org.breakwater.dns.secondary.RefreshState.Times;
import org.junit.jupiter.api.Test;

class RefreshStateTest {

    private static final Times TIMES = new Times(900, 120, 86_400);

    @Test
    void notifyDuringACheckLeadsToOneMore() {
        RefreshState checking = RefreshState.initial().startEmpty().state();

        RefreshState.Step notified = checking.notified();
        RefreshState.Step done = notified.state().succeeded(TIMES);

        assertThat(notified.actions()).isEmpty();
        assertThat(done.actions())
                .extracting(RefreshState.Action::effect)
                .containsExactly(Effect.EXPIRE_LATER, Effect.CHECK);
        assertThat(done.state().succeeded(TIMES).actions())
                .extracting(RefreshState.Action::effect)
                .containsExactly(Effect.EXPIRE_LATER, Effect.CHECK_LATER);
    }

    @Test
    void timerDuringACheckDoesNothing() {
        RefreshState checking = RefreshState.initial().startEmpty().state();

        assertThat(checking.refreshDue().actions()).isEmpty();
    }

    @Test
    void copyExpiresFromWhenItWasConfirmed() {
        RefreshState.Step step = RefreshState.initial().startWith(TIMES, 86_000);

        assertThat(step.actions()).contains(new RefreshState.Action(Effect.EXPIRE_LATER, 400));
    }

    @Test
    void clockThatWasSetBackMakesNoCopyOlder() {
        RefreshState.Step step = RefreshState.initial().startWith(TIMES, -1_000_000);

        assertThat(step.actions()).contains(new RefreshState.Action(Effect.EXPIRE_LATER, 86_400));
    }
}
