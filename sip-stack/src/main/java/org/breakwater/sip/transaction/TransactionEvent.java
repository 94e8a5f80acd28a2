package org.breakwater.sip.transaction;

/**
 * What can happen to a transaction. Replies are received by client transactions and handed down by the transaction
 * user to server transactions.
 */
public enum TransactionEvent {
    /** Client: the request is to be sent. Server: the request came again. */
    REQUEST,
    /** A reply of 100 to 199. */
    PROVISIONAL,
    /** A reply of 200 to 299. */
    SUCCESS,
    /** A reply of 300 to 699. */
    FAILURE,
    /** The ACK of an INVITE. */
    ACK,
    /** The last message could not be sent. */
    TRANSPORT_ERROR,
    TIMER_A,
    TIMER_B,
    TIMER_D,
    TIMER_E,
    TIMER_F,
    TIMER_G,
    TIMER_H,
    TIMER_I,
    TIMER_J,
    TIMER_K,
    TIMER_L,
    TIMER_M;

    /** The event a status is. */
    static TransactionEvent ofStatus(int status) {
        return status < 200 ? PROVISIONAL : status < 300 ? SUCCESS : FAILURE;
    }

    /** The event of a timer that fires; timer C belongs to no transaction. */
    static TransactionEvent of(SipTimer timer) {
        return switch (timer) {
            case A -> TIMER_A;
            case B -> TIMER_B;
            case C -> throw new IllegalArgumentException("timer C is kept by a proxy");
            case D -> TIMER_D;
            case E -> TIMER_E;
            case F -> TIMER_F;
            case G -> TIMER_G;
            case H -> TIMER_H;
            case I -> TIMER_I;
            case J -> TIMER_J;
            case K -> TIMER_K;
            case L -> TIMER_L;
            case M -> TIMER_M;
        };
    }
}
