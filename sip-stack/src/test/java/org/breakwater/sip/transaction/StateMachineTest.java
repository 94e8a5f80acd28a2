package org.breakwater.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        CALLING    | REQUEST         | CALLING    | SEND_REQUEST START_A START_B
        CALLING    | TIMER_A         | CALLING    | SEND_REQUEST START_A
        CALLING    | TIMER_B         | TERMINATED | STOP_TIMERS REPORT_TIMEOUT
        CALLING    | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        CALLING    | PROVISIONAL     | PROCEEDING | STOP_TIMERS PASS_RESPONSE
        CALLING    | SUCCESS         | ACCEPTED   | STOP_TIMERS PASS_RESPONSE START_M
        CALLING    | FAILURE         | COMPLETED  | STOP_TIMERS SEND_ACK PASS_RESPONSE START_D
        PROCEEDING | PROVISIONAL     | PROCEEDING | PASS_RESPONSE
        PROCEEDING | SUCCESS         | ACCEPTED   | STOP_TIMERS PASS_RESPONSE START_M
        PROCEEDING | FAILURE         | COMPLETED  | STOP_TIMERS SEND_ACK PASS_RESPONSE START_D
        PROCEEDING | TIMER_B         | PROCEEDING |
        PROCEEDING | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        COMPLETED  | FAILURE         | COMPLETED  | SEND_ACK
        COMPLETED  | SUCCESS         | COMPLETED  |
        COMPLETED  | PROVISIONAL     | COMPLETED  |
        COMPLETED  | TIMER_D         | TERMINATED |
        COMPLETED  | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        ACCEPTED   | SUCCESS         | ACCEPTED   | PASS_RESPONSE
        ACCEPTED   | PROVISIONAL     | ACCEPTED   |
        ACCEPTED   | FAILURE         | ACCEPTED   |
        ACCEPTED   | TIMER_M         | TERMINATED |
        """)
    void inviteClientFollowsRfc6026(
            TransactionState state, TransactionEvent event, TransactionState next, String effects) {
        check(InviteClientMachine::next, state, event, next, effects);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TRYING     | REQUEST         | TRYING     | SEND_REQUEST START_E START_F
        TRYING     | TIMER_E         | TRYING     | SEND_REQUEST START_E
        TRYING     | TIMER_F         | TERMINATED | STOP_TIMERS REPORT_TIMEOUT
        TRYING     | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        TRYING     | PROVISIONAL     | PROCEEDING | PASS_RESPONSE
        TRYING     | SUCCESS         | COMPLETED  | STOP_TIMERS PASS_RESPONSE START_K
        PROCEEDING | TIMER_E         | PROCEEDING | SEND_REQUEST START_E
        PROCEEDING | TIMER_F         | TERMINATED | STOP_TIMERS REPORT_TIMEOUT
        PROCEEDING | PROVISIONAL     | PROCEEDING | PASS_RESPONSE
        PROCEEDING | FAILURE         | COMPLETED  | STOP_TIMERS PASS_RESPONSE START_K
        COMPLETED  | FAILURE         | COMPLETED  |
        COMPLETED  | TIMER_K         | TERMINATED |
        """)
    void nonInviteClientFollowsRfc3261(
            TransactionState state, TransactionEvent event, TransactionState next, String effects) {
        check(NonInviteClientMachine::next, state, event, next, effects);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PROCEEDING | REQUEST         | PROCEEDING | SEND_RESPONSE
        PROCEEDING | PROVISIONAL     | PROCEEDING | SEND_RESPONSE
        PROCEEDING | SUCCESS         | ACCEPTED   | SEND_RESPONSE START_L
        PROCEEDING | FAILURE         | COMPLETED  | SEND_RESPONSE START_G START_H
        PROCEEDING | TRANSPORT_ERROR | PROCEEDING | REPORT_TRANSPORT_ERROR
        COMPLETED  | REQUEST         | COMPLETED  | SEND_RESPONSE
        COMPLETED  | TIMER_G         | COMPLETED  | SEND_RESPONSE START_G
        COMPLETED  | TIMER_H         | TERMINATED | STOP_TIMERS REPORT_TIMEOUT
        COMPLETED  | ACK             | CONFIRMED  | STOP_TIMERS PASS_ACK START_I
        CONFIRMED  | ACK             | CONFIRMED  |
        CONFIRMED  | REQUEST         | CONFIRMED  |
        CONFIRMED  | TIMER_I         | TERMINATED |
        ACCEPTED   | REQUEST         | ACCEPTED   |
        ACCEPTED   | SUCCESS         | ACCEPTED   | SEND_RESPONSE
        ACCEPTED   | ACK             | ACCEPTED   | PASS_ACK
        ACCEPTED   | TIMER_L         | TERMINATED |
        """)
    void inviteServerFollowsRfc6026(
            TransactionState state, TransactionEvent event, TransactionState next, String effects) {
        check(InviteServerMachine::next, state, event, next, effects);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        TRYING     | REQUEST         | TRYING     |
        TRYING     | PROVISIONAL     | PROCEEDING | SEND_RESPONSE
        TRYING     | SUCCESS         | COMPLETED  | SEND_RESPONSE START_J
        PROCEEDING | REQUEST         | PROCEEDING | SEND_RESPONSE
        PROCEEDING | FAILURE         | COMPLETED  | SEND_RESPONSE START_J
        PROCEEDING | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        COMPLETED  | REQUEST         | COMPLETED  | SEND_RESPONSE
        COMPLETED  | TIMER_J         | TERMINATED |
        COMPLETED  | TRANSPORT_ERROR | TERMINATED | STOP_TIMERS REPORT_TRANSPORT_ERROR
        """)
    void nonInviteServerFollowsRfc3261(
            TransactionState state, TransactionEvent event, TransactionState next, String effects) {
        check(NonInviteServerMachine::next, state, event, next, effects);
    }

    @Test
    void nothingLeavesTerminated() {
        List<StateMachine> machines = List.of(
                InviteClientMachine::next,
                NonInviteClientMachine::next,
                InviteServerMachine::next,
                NonInviteServerMachine::next);
        for (StateMachine machine : machines) {
            for (TransactionEvent event : TransactionEvent.values()) {
                assertThat(machine.next(TransactionState.TERMINATED, event))
                        .isEqualTo(Transition.stay(TransactionState.TERMINATED));
            }
        }
    }

    private static void check(
            StateMachine machine,
            TransactionState state,
            TransactionEvent event,
            TransactionState next,
            String effects) {
        List<Effect> expected = effects == null
                ? List.of()
                : Arrays.stream(effects.split(" ")).map(Effect::valueOf).collect(Collectors.toList());
        assertThat(machine.next(state, event)).isEqualTo(new Transition(next, expected));
    }
}
