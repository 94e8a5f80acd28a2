package org.breakwater.lifeguard.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.breakwater.lifeguard.verdict.VerdictState;
import org.junit.jupiter.api.Test;

class LostMainsTest {

    private final LostMains lost = new LostMains(List.of("sip:10.0.0.11;transport=tcp", "sip:[2001:db8::12]:5080"));
    private final AtomicInteger told = new AtomicInteger();

    @Test
    void phonesAreSentToTheMainsUntilTheBranchIsAlone() {
        lost.changed(VerdictState.SUSPECT);
        lost.changed(VerdictState.CONNECTED);

        assertThat(lost.down()).isEmpty();
    }

    @Test
    void phonesOfABranchThatIsAloneAreNotSentAway() {
        lost.changed(VerdictState.ALONE);

        assertThat(lost.down()).containsExactlyInAnyOrder("10.0.0.11", "2001:db8::12");
    }

    @Test
    void phonesGoHomeWhenTheMainsAreBackForGood() {
        lost.onChange(told::incrementAndGet);
        lost.changed(VerdictState.ALONE);
        lost.changed(VerdictState.RETURNING);
        assertThat(lost.down()).isNotEmpty();
        lost.changed(VerdictState.CONNECTED);

        assertThat(lost.down()).isEmpty();
        assertThat(told).as("DNS is told of changes only").hasValue(2);
    }
}
