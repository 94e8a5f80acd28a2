package org.breakwater.sip.transaction;

import static org.breakwater.sip.transaction.Effect.PASS_RESPONSE;
import static org.breakwater.sip.transaction.Effect.REPORT_TIMEOUT;
import static org.breakwater.sip.transaction.Effect.REPORT_TRANSPORT_ERROR;
import static org.breakwater.sip.transaction.Effect.SEND_ACK;
import static org.breakwater.sip.transaction.Effect.SEND_REQUEST;
import static org.breakwater.sip.transaction.Effect.START_A;
import static org.breakwater.sip.transaction.Effect.START_B;
import static org.breakwater.sip.transaction.Effect.START_D;
import static org.breakwater.sip.transaction.Effect.START_M;
import static org.breakwater.sip.transaction.Effect.STOP_TIMERS;
import static org.breakwater.sip.transaction.TransactionState.ACCEPTED;
import static org.breakwater.sip.transaction.TransactionState.CALLING;
import static org.breakwater.sip.transaction.TransactionState.COMPLETED;
import static org.breakwater.sip.transaction.TransactionState.PROCEEDING;
import static org.breakwater.sip.transaction.TransactionState.TERMINATED;

/**
 * INVITE client transaction (RFC 3261 §17.1.1, RFC 6026 §8.4). An error in Proceeding, which the RFC does not have, is the
 * end of the connection to a peer of which nothing but 100 was heard.
 *
 * <pre>
 *                      | INVITE: send, start A and B
 *                      V
 *    timer A: send  +---------+  timer B: timeout, or transport error
 *          +--------| CALLING |-----------------------------------+
 *          +-------&gt;+---------+                                   |
 *   2xx: pass up,    |   |   | 300-699: ACK, pass up, start D      |
 *   start M          |   |   +---------------------------+         |
 *      +-------------+   | 1xx: pass up                  |         |
 *      |                 V                               V         |
 *      |  2xx       +------------+   300-699        +-----------+  |
 *      +&lt;-----------| PROCEEDING |-----------------&gt;| COMPLETED |  |
 *      |            +------------+ 1xx: pass up     +-----------+  |
 *      V                                300-699: ACK     | timer D |
 *   +----------+  timer M                                V         V
 *   | ACCEPTED |---------------------------------------&gt;+------------+
 *   +----------+  2xx: pass up                          | TERMINATED |
 *                                                       +------------+
 * </pre>
 */
final class InviteClientMachine {

    private static final Transition START = Transition.to(CALLING, SEND_REQUEST, START_A, START_B);
    private static final Transition AGAIN = Transition.to(CALLING, SEND_REQUEST, START_A);
    private static final Transition TIMEOUT = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TIMEOUT);
    private static final Transition ERROR = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TRANSPORT_ERROR);
    private static final Transition RINGING = Transition.to(PROCEEDING, STOP_TIMERS, PASS_RESPONSE);
    private static final Transition ANSWERED = Transition.to(ACCEPTED, STOP_TIMERS, PASS_RESPONSE, START_M);
    private static final Transition REJECTED = Transition.to(COMPLETED, STOP_TIMERS, SEND_ACK, PASS_RESPONSE, START_D);
    private static final Transition PASS = Transition.to(PROCEEDING, PASS_RESPONSE);
    private static final Transition ACK_AGAIN = Transition.to(COMPLETED, SEND_ACK);
    private static final Transition PASS_2XX = Transition.to(ACCEPTED, PASS_RESPONSE);
    private static final Transition END = Transition.to(TERMINATED);

    private InviteClientMachine() {}

    static Transition next(TransactionState state, TransactionEvent event) {
        return switch (state) {
            case CALLING -> calling(event);
            case PROCEEDING -> proceeding(event);
            case COMPLETED -> completed(event);
            case ACCEPTED -> accepted(event);
            default -> Transition.stay(state);
        };
    }

    private static Transition calling(TransactionEvent event) {
        return switch (event) {
            case REQUEST -> START;
            case TIMER_A -> AGAIN;
            case TIMER_B -> TIMEOUT;
            case TRANSPORT_ERROR -> ERROR;
            case PROVISIONAL -> RINGING;
            case SUCCESS -> ANSWERED;
            case FAILURE -> REJECTED;
            default -> Transition.stay(CALLING);
        };
    }

    private static Transition proceeding(TransactionEvent event) {
        return switch (event) {
            case PROVISIONAL -> PASS;
            case SUCCESS -> ANSWERED;
            case FAILURE -> REJECTED;
            case TRANSPORT_ERROR -> ERROR;
            default -> Transition.stay(PROCEEDING);
        };
    }

    private static Transition completed(TransactionEvent event) {
        return switch (event) {
            case FAILURE -> ACK_AGAIN;
            case TIMER_D -> END;
            case TRANSPORT_ERROR -> ERROR;
            default -> Transition.stay(COMPLETED);
        };
    }

    private static Transition accepted(TransactionEvent event) {
        return switch (event) {
            case SUCCESS -> PASS_2XX;
            case TIMER_M -> END;
            default -> Transition.stay(ACCEPTED);
        };
    }
}
