package org.breakwater.sip.transaction;

import static org.breakwater.sip.transaction.Effect.REPORT_TRANSPORT_ERROR;
import static org.breakwater.sip.transaction.Effect.SEND_RESPONSE;
import static org.breakwater.sip.transaction.Effect.START_J;
import static org.breakwater.sip.transaction.Effect.STOP_TIMERS;
import static org.breakwater.sip.transaction.TransactionState.COMPLETED;
import static org.breakwater.sip.transaction.TransactionState.PROCEEDING;
import static org.breakwater.sip.transaction.TransactionState.TERMINATED;

/**
 * Non-INVITE server transaction (RFC 3261 §17.2.2).
 *
 * <pre>
 *               | request
 *               V
 *            +--------+  200-699: send, start J
 *            | TRYING |-----------------------------+
 *            +--------+                             |
 *               | 1xx: send                         |
 *               V       request, 1xx: send          |
 *            +------------+-----+                   |
 *            | PROCEEDING |     |                   |
 *            +------------+&lt;----+                   |
 *               | 200-699: send, start J            |
 *               V       request: send               |
 *            +-----------+-----+                    |
 *            | COMPLETED |     |                    |
 *            +-----------+&lt;----+&lt;-------------------+
 *               | timer J; in any state a reply that cannot be sent
 *               V
 *            +------------+
 *            | TERMINATED |
 *            +------------+
 * </pre>
 */
final class NonInviteServerMachine {

    private static final Transition PROVISIONAL = Transition.to(PROCEEDING, SEND_RESPONSE);
    private static final Transition FINAL = Transition.to(COMPLETED, SEND_RESPONSE, START_J);
    private static final Transition AGAIN = Transition.to(COMPLETED, SEND_RESPONSE);
    private static final Transition ERROR = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TRANSPORT_ERROR);
    private static final Transition END = Transition.to(TERMINATED);

    private NonInviteServerMachine() {}

    static Transition next(TransactionState state, TransactionEvent event) {
        return switch (state) {
            case TRYING, PROCEEDING -> open(state, event);
            case COMPLETED -> completed(event);
            default -> Transition.stay(state);
        };
    }

    private static Transition open(TransactionState state, TransactionEvent event) {
        return switch (event) {
            case REQUEST -> state == PROCEEDING ? PROVISIONAL : Transition.stay(state);
            case PROVISIONAL -> PROVISIONAL;
            case SUCCESS, FAILURE -> FINAL;
            case TRANSPORT_ERROR -> ERROR;
            default -> Transition.stay(state);
        };
    }

    private static Transition completed(TransactionEvent event) {
        return switch (event) {
            case REQUEST -> AGAIN;
            case TIMER_J -> END;
            case TRANSPORT_ERROR -> ERROR;
            default -> Transition.stay(COMPLETED);
        };
    }
}
