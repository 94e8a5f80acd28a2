package org.breakwater.sip.transaction;

/** What a transition asks its transaction to do. */
public enum Effect {
    /** Client: send the request, again if it was sent before. */
    SEND_REQUEST,
    /** Client: acknowledge a final reply other than 2xx. */
    SEND_ACK,
    /** Server: send the last reply, again if it was sent before. */
    SEND_RESPONSE,
    /** Client: hand the reply to the transaction user. */
    PASS_RESPONSE,
    /** Server: hand the ACK to the transaction user. */
    PASS_ACK,
    /** Tell the transaction user that nobody answered. */
    REPORT_TIMEOUT,
    /** Tell the transaction user that the message could not be sent. */
    REPORT_TRANSPORT_ERROR,
    /** Stop all timers of the state that is left. */
    STOP_TIMERS,
    START_A(SipTimer.A),
    START_B(SipTimer.B),
    START_D(SipTimer.D),
    START_E(SipTimer.E),
    START_F(SipTimer.F),
    START_G(SipTimer.G),
    START_H(SipTimer.H),
    START_I(SipTimer.I),
    START_J(SipTimer.J),
    START_K(SipTimer.K),
    START_L(SipTimer.L),
    START_M(SipTimer.M);

    private final SipTimer timer;

    Effect() {
        this(null);
    }

    Effect(SipTimer timer) {
        this.timer = timer;
    }

    /** The timer to start; null for the others. A retransmission timer started again runs longer. */
    public SipTimer timer() {
        return timer;
    }
}
