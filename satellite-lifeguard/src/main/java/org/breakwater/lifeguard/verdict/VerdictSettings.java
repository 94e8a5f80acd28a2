package org.breakwater.lifeguard.verdict;

/**
 * How quickly conclusions are drawn.
 *
 * @param missesUntilAlone OPTIONS in a row each main server must leave unanswered, 1 or more
 * @param aloneAfterMillis how long no main server must have answered
 * @param answersUntilReturning answers in a row of one main server, 1 or more
 * @param answersUntilConnected the same for a doubt that passed, 1 or more
 * @param returnMillis how long main servers must be back before all is well
 */
public record VerdictSettings(
        int missesUntilAlone,
        long aloneAfterMillis,
        int answersUntilReturning,
        int answersUntilConnected,
        long returnMillis) {

    /** Two misses and five seconds; three answers and half a minute. */
    public static final VerdictSettings DEFAULT = new VerdictSettings(2, 5_000, 3, 2, 30_000);
}
