package org.breakwater.platform.security;

/**
 * What one source may do.
 *
 * @param messagesPerSecond steady rate for a source that has not authenticated lately, 1 or more
 * @param burst messages it may send at once, 1 or more
 * @param authenticatedFactor by how much both grow for a source that authenticated within the last hour, 1 or more
 * @param banFailures failures within the window that end in a ban, 1 or more
 * @param banWindowSeconds the window
 * @param banSeconds 1–86400, length of the first ban; each further one within a day is twice as long, up to a day
 */
public record GuardLimits(
        int messagesPerSecond,
        int burst,
        int authenticatedFactor,
        int banFailures,
        int banWindowSeconds,
        int banSeconds) {

    private static final int DAY_SECONDS = 86_400;

    /** Refuses numbers out of range. */
    public GuardLimits {
        if (messagesPerSecond < 1
                || burst < 1
                || authenticatedFactor < 1
                || banFailures < 1
                || banWindowSeconds < 1
                || banSeconds < 1) {
            throw new IllegalArgumentException("limits of a source are 1 or more");
        }
        if (banSeconds > DAY_SECONDS) {
            throw new IllegalArgumentException("a first ban lasts a day at most");
        }
    }
}
