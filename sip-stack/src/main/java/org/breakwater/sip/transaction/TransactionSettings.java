package org.breakwater.sip.transaction;

/**
 * How transactions are kept.
 *
 * @param timers durations
 * @param limitPerWorker most server transactions at a time on each worker, 1 or more
 * @param secret what makes branches and tags hard to guess; from a secure random source
 */
public record TransactionSettings(TimerValues timers, int limitPerWorker, long secret) {

    /** The RFC's durations and room for 100 000 transactions. */
    public static TransactionSettings standard(long secret) {
        return new TransactionSettings(TimerValues.RFC3261, 100_000, secret);
    }
}
