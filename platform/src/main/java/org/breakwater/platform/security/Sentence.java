package org.breakwater.platform.security;

/**
 * A time during which somebody is not heard. Nanoseconds of the monotonic clock.
 *
 * @param length how long it is
 * @param until when it ends
 * @param doublings how many of its kind went before, each within a day after the one before it
 */
record Sentence(long length, long until, int doublings) {

    static final long SECOND = 1_000_000_000L;
    static final long DAY = 86_400 * SECOND;

    private static final int MOST_DOUBLINGS = 16;

    /**
     * One that begins now: the first, or twice as long as {@code earlier} when that ended within the last day.
     *
     * @param earlier the last one, null for none
     * @param first length of the first, a day at most
     * @param longest length of the longest
     */
    static Sentence after(Sentence earlier, long now, long first, long longest) {
        boolean again = earlier != null && earlier.isRemembered(now);
        int doublings = again ? Math.min(MOST_DOUBLINGS, earlier.doublings + 1) : 0;
        long length = Math.min(longest, first << doublings);
        return new Sentence(length, now + length, doublings);
    }

    boolean isInForce(long now) {
        return until - now > 0;
    }

    /** Whether it makes the next one longer. */
    boolean isRemembered(long now) {
        return now - until < DAY;
    }
}
