package org.breakwater.sip.transaction;

import static org.breakwater.sip.transaction.Effect.PASS_RESPONSE;
import static org.breakwater.sip.transaction.Effect.REPORT_TIMEOUT;
import static org.breakwater.sip.transaction.Effect.REPORT_TRANSPORT_ERROR;
import static org.breakwater.sip.transaction.Effect.SEND_REQUEST;
import static org.breakwater.sip.transaction.Effect.START_E;
import static org.breakwater.sip.transaction.Effect.START_F;
import static org.breakwater.sip.transaction.Effect.START_K;
import static org.breakwater.sip.transaction.Effect.STOP_TIMERS;
import static org.breakwater.sip.transaction.TransactionState.COMPLETED;
import static org.breakwater.sip.transaction.TransactionState.PROCEEDING;
import static org.breakwater.sip.transaction.TransactionState.TERMINATED;
import static org.breakwater.sip.transaction.TransactionState.TRYING;

/**
 * Non-INVITE client transaction (RFC 3261 §17.1.2).
 *
 * <pre>
 *                     | request: send, start E and F
 *                     V
 *   timer E: send  +--------+  timer F: timeout, or transport error
 *         +--------| TRYING |---------------------------------+
 *         +-------&gt;+--------+                                 |
 *   200-699:         |    | 1xx: pass up                      |
 *   pass up,         |    V                                   |
 *   start K          |  +------------+  timer F, or error     |
 *      +&lt;------------+  | PROCEEDING |-----------------------&gt;|
 *      |   200-699      +------------+  timer E: send         |
 *      +&lt;-----------------+             1xx: pass up          |
 *      V                                                      V
 *   +-----------+  timer K                              +------------+
 *   | COMPLETED |--------------------------------------&gt;| TERMINATED |
 *   +-----------+                                       +------------+
 * </pre>
 */
final class NonInviteClientMachine {

    private static final Transition START = Transition.to(TRYING, SEND_REQUEST, START_E, START_F);
    private static final Transition AGAIN = Transition.to(TRYING, SEND_REQUEST, START_E);
    private static final Transition AGAIN_PROCEEDING = Transition.to(PROCEEDING, SEND_REQUEST, START_E);
    private static final Transition TIMEOUT = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TIMEOUT);
    private static final Transition ERROR = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TRANSPORT_ERROR);
    private static final Transition PASS = Transition.to(PROCEEDING, PASS_RESPONSE);
    private static final Transition FINAL = Transition.to(COMPLETED, STOP_TIMERS, PASS_RESPONSE, START_K);
    private static final Transition END = Transition.to(TERMINATED);

    private NonInviteClientMachine() {}

    static Transition next(TransactionState state, TransactionEvent event) {
        return switch (state) {
            case TRYING, PROCEEDING -> open(state, event);
            case COMPLETED -> event == TransactionEvent.TIMER_K ? END : Transition.stay(state);
            default -> Transition.stay(state);
        };
    }

    private static Transition open(TransactionState state, TransactionEvent event) {
        return switch (event) {
            case REQUEST -> state == TRYING ? START : Transition.stay(state);
            case TIMER_E -> state == TRYING ? AGAIN : AGAIN_PROCEEDING;
            case TIMER_F -> TIMEOUT;
            case TRANSPORT_ERROR -> ERROR;
            case PROVISIONAL -> PASS;
            case SUCCESS, FAILURE -> FINAL;
            default -> Transition.stay(state);
        };
    }
}
