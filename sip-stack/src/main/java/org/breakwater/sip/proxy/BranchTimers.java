package org.breakwater.sip.proxy;

/**
 * How long a branch waits, in milliseconds.
 *
 * @param reply for any reply (Kamailio's fr_timer; timers B and F)
 * @param finalReply for the final reply to an INVITE after a provisional one (fr_inv_timer; timer C)
 * @param restart whether every provisional reply starts {@code finalReply} anew
 * @param lifetime most a transaction lasts in all, counted from its start
 */
public record BranchTimers(long reply, long finalReply, boolean restart, long lifetime) {

    /** 30 s, 120 s, restarted, 180 s in all. */
    public static final BranchTimers STANDARD = new BranchTimers(30_000, 120_000, true, 180_000);
}
