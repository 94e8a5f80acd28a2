package org.breakwater.sip.transaction;

import static org.breakwater.sip.transaction.Effect.PASS_ACK;
import static org.breakwater.sip.transaction.Effect.REPORT_TIMEOUT;
import static org.breakwater.sip.transaction.Effect.REPORT_TRANSPORT_ERROR;
import static org.breakwater.sip.transaction.Effect.SEND_RESPONSE;
import static org.breakwater.sip.transaction.Effect.START_G;
import static org.breakwater.sip.transaction.Effect.START_H;
import static org.breakwater.sip.transaction.Effect.START_I;
import static org.breakwater.sip.transaction.Effect.START_L;
import static org.breakwater.sip.transaction.Effect.STOP_TIMERS;
import static org.breakwater.sip.transaction.TransactionState.ACCEPTED;
import static org.breakwater.sip.transaction.TransactionState.COMPLETED;
import static org.breakwater.sip.transaction.TransactionState.CONFIRMED;
import static org.breakwater.sip.transaction.TransactionState.PROCEEDING;
import static org.breakwater.sip.transaction.TransactionState.TERMINATED;

/**
 * INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §8.7).
 *
 * <pre>
 *                          | INVITE
 *                          V          INVITE: send the reply
 *   2xx: send, start L  +------------+--------+
 *      +----------------| PROCEEDING |        |
 *      |                +------------+&lt;-------+
 *      |                   |  1xx: send
 *      |                   | 300-699: send, start G and H
 *      |                   V          INVITE, timer G: send the reply
 *      |                +-----------+---------+
 *      |                | COMPLETED |         |
 *      |                +-----------+&lt;--------+
 *      V                   |     | timer H: timeout
 *   +----------+      ACK: |     +-------------------+
 *   | ACCEPTED |   start I V                         |
 *   +----------+        +-----------+                |
 *      |  2xx: send     | CONFIRMED |                |
 *      |  ACK: pass up  +-----------+                |
 *      |                   | timer I                 |
 *      |  timer L          V                         |
 *      +-----------------&gt;+------------+&lt;------------+
 *                         | TERMINATED |
 *                         +------------+
 * </pre>
 *
 * A reply that cannot be sent is reported and changes no state (RFC 6026 §8.7): the caller may retry.
 */
final class InviteServerMachine {

    private static final Transition SEND_AGAIN = Transition.to(PROCEEDING, SEND_RESPONSE);
    private static final Transition ANSWER = Transition.to(ACCEPTED, SEND_RESPONSE, START_L);
    private static final Transition REJECT = Transition.to(COMPLETED, SEND_RESPONSE, START_G, START_H);
    private static final Transition REJECT_AGAIN = Transition.to(COMPLETED, SEND_RESPONSE);
    private static final Transition RETRANSMIT = Transition.to(COMPLETED, SEND_RESPONSE, START_G);
    private static final Transition ACKED = Transition.to(CONFIRMED, STOP_TIMERS, PASS_ACK, START_I);
    private static final Transition NO_ACK = Transition.to(TERMINATED, STOP_TIMERS, REPORT_TIMEOUT);
    private static final Transition ANSWER_AGAIN = Transition.to(ACCEPTED, SEND_RESPONSE);
    private static final Transition ACK_2XX = Transition.to(ACCEPTED, PASS_ACK);
    private static final Transition END = Transition.to(TERMINATED);
    private static final Transition ERROR_PROCEEDING = Transition.to(PROCEEDING, REPORT_TRANSPORT_ERROR);
    private static final Transition ERROR_COMPLETED = Transition.to(COMPLETED, REPORT_TRANSPORT_ERROR);
    private static final Transition ERROR_ACCEPTED = Transition.to(ACCEPTED, REPORT_TRANSPORT_ERROR);

    private InviteServerMachine() {}

    static Transition next(TransactionState state, TransactionEvent event) {
        return switch (state) {
            case PROCEEDING -> proceeding(event);
            case COMPLETED -> completed(event);
            case CONFIRMED -> event == TransactionEvent.TIMER_I ? END : Transition.stay(state);
            case ACCEPTED -> accepted(event);
            default -> Transition.stay(state);
        };
    }

    private static Transition proceeding(TransactionEvent event) {
        return switch (event) {
            case REQUEST, PROVISIONAL -> SEND_AGAIN;
            case SUCCESS -> ANSWER;
            case FAILURE -> REJECT;
            case TRANSPORT_ERROR -> ERROR_PROCEEDING;
            default -> Transition.stay(PROCEEDING);
        };
    }

    private static Transition completed(TransactionEvent event) {
        return switch (event) {
            case REQUEST -> REJECT_AGAIN;
            case TIMER_G -> RETRANSMIT;
            case TIMER_H -> NO_ACK;
            case ACK -> ACKED;
            case TRANSPORT_ERROR -> ERROR_COMPLETED;
            default -> Transition.stay(COMPLETED);
        };
    }

    private static Transition accepted(TransactionEvent event) {
        return switch (event) {
            case SUCCESS -> ANSWER_AGAIN;
            case ACK -> ACK_2XX;
            case TIMER_L -> END;
            case TRANSPORT_ERROR -> ERROR_ACCEPTED;
            default -> Transition.stay(ACCEPTED);
        };
    }
}
