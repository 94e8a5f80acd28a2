package org.breakwater.sip.transaction;

/** The timers of RFC 3261 table 4 and RFC 6026 §8.4, with their values. */
public enum SipTimer {
    /** Retransmits an INVITE; doubles each time. */
    A,
    /** Gives up on an INVITE that nobody answers. */
    B,
    /** Gives up on an INVITE that only got provisional replies; kept by a proxy, not by a transaction. */
    C,
    /** Absorbs retransmissions of a final reply to an INVITE. */
    D,
    /** Retransmits any other request; doubles up to T2. */
    E,
    /** Gives up on any other request. */
    F,
    /** Retransmits a final reply to an INVITE until the ACK comes; doubles up to T2. */
    G,
    /** Gives up waiting for the ACK. */
    H,
    /** Absorbs retransmissions of the ACK. */
    I,
    /** Absorbs retransmissions of any other request. */
    J,
    /** Absorbs retransmissions of replies to any other request. */
    K,
    /** Absorbs retransmissions of an INVITE answered with 2xx. On a reliable transport there are none, see {@link #M}. */
    L,
    /**
     * Lets further 2xx replies to an INVITE through. RFC 6026 has 64·T1 for L and M on any transport; on a reliable one
     * only what is on its way can still come, so T4 is enough. A 2xx that comes later needs no transaction to be passed on.
     */
    M;

    /** What {@link #millis} gives for a timer that is not used. */
    public static final long NEVER = -1;

    /** Whether it retransmits, as opposed to ending a state. */
    public boolean isRetransmission() {
        return this == A || this == E || this == G;
    }

    /**
     * How long it runs when first started.
     *
     * @param reliable whether the transport is
     * @return milliseconds; 0 fires at once; {@link #NEVER} for one that is not started
     */
    public long millis(TimerValues values, boolean reliable) {
        return switch (this) {
            case A, E, G -> reliable ? NEVER : values.t1();
            case B, F -> values.giveUp();
            case C -> NEVER;
            case D -> reliable ? 0 : Math.max(values.linger(), 32_000);
            case H -> 64 * values.t1();
            case I, K -> reliable ? 0 : values.t4();
            case J -> reliable ? 0 : values.linger();
            case L, M -> reliable ? values.t4() : values.linger();
        };
    }
}
