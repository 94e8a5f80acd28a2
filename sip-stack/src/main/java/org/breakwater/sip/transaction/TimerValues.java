package org.breakwater.sip.transaction;

/**
 * Durations in milliseconds the timers are made of.
 *
 * @param t1 round-trip estimate, first retransmission
 * @param t2 longest interval between retransmissions of other requests than INVITE, and of final replies to INVITE
 * @param t4 longest time a message stays in the network
 * @param giveUp timers B and F: how long a request waits for a reply
 * @param linger timers J, L and M on unreliable transports: how long a finished transaction absorbs what comes late
 */
public record TimerValues(long t1, long t2, long t4, long giveUp, long linger) {

    /** T1 500 ms, T2 4 s, T4 5 s, everything else 64·T1. */
    public static final TimerValues RFC3261 = new TimerValues(500, 4_000, 5_000, 32_000, 32_000);

    /** The same with another wait for replies. */
    public TimerValues withGiveUp(long millis) {
        return millis == giveUp ? this : new TimerValues(t1, t2, t4, millis, linger);
    }

    /** The same with other retransmission intervals. */
    public TimerValues withRetransmission(long newT1, long newT2) {
        return newT1 == t1 && newT2 == t2 ? this : new TimerValues(newT1, newT2, t4, giveUp, linger);
    }

    /** The interval after one of {@code millis}: doubled; for others than INVITE requests at most T2. */
    long next(SipTimer timer, long millis) {
        return timer == SipTimer.A ? 2 * millis : Math.min(2 * millis, t2);
    }
}
