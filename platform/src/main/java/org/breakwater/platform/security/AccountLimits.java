package org.breakwater.platform.security;

/**
 * How many wrong passwords an account takes from addresses it has not been used from.
 *
 * @param failures failures within the window that close the account to such addresses for some time, 1 or more
 * @param windowSeconds 1–86400, the window
 * @param delaySeconds 1–86400, for how long at first; each further time within a day is twice as long
 * @param maxDelaySeconds for how long at the most, not less than {@code delaySeconds}, up to 86400
 */
public record AccountLimits(int failures, int windowSeconds, int delaySeconds, int maxDelaySeconds) {

    private static final int DAY_SECONDS = 86_400;

    /** Refuses numbers out of range. */
    public AccountLimits {
        if (failures < 1 || windowSeconds < 1 || delaySeconds < 1) {
            throw new IllegalArgumentException("limits of an account are 1 or more");
        }
        if (windowSeconds > DAY_SECONDS || maxDelaySeconds > DAY_SECONDS) {
            throw new IllegalArgumentException("window and delay of an account last a day at most");
        }
        if (maxDelaySeconds < delaySeconds) {
            throw new IllegalArgumentException("the longest delay is not shorter than the first");
        }
    }
}
