package org.breakwater.presence.calendar.poll;

import java.time.Duration;

/**
 * How often calendars are asked.
 *
 * @param every between two questions that were answered, 10 s or more; each rest is up to a tenth shorter or longer
 * @param longestRest after failures, each of which doubles the rest
 * @param staleAfter how long what a calendar said last counts while it fails; longer than {@code every}
 * @param ahead how far ahead it is asked
 * @param perServer questions that may wait for one server at a time; one more is put off
 */
public record PollPolicy(Duration every, Duration longestRest, Duration staleAfter, Duration ahead, int perServer) {

    /** Every 5 minutes, a week ahead; what failed counts for an hour. */
    public static final PollPolicy DEFAULT =
            new PollPolicy(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofDays(7), 4);

    /** Refuses what cannot work. */
    public PollPolicy {
        if (every.compareTo(Duration.ofSeconds(10)) < 0
                || longestRest.compareTo(every) < 0
                || staleAfter.compareTo(every) <= 0
                || ahead.compareTo(staleAfter.multipliedBy(2)) < 0
                || ahead.compareTo(Duration.ofDays(30)) > 0
                || perServer < 1) {
            throw new IllegalArgumentException("calendars are asked every 10 s or less often, rest no shorter after"
                    + " failures, are stale after more than one question, and are asked at least twice as far ahead as"
                    + " that, up to 30 days; is " + this);
        }
    }

    /**
     * How long to rest, in ms.
     *
     * @param failures since the last answer
     * @param askedForSeconds what the server asks for; 0 for nothing
     * @param random 0 to 1
     */
    long restMillis(int failures, long askedForSeconds, double random) {
        long rest = every.toMillis();
        for (int i = 1; i < failures && rest < longestRest.toMillis(); i++) {
            rest *= 2;
        }
        rest = Math.min(rest, longestRest.toMillis());
        rest = Math.max(
                rest, Math.min(askedForSeconds * 1000, Duration.ofDays(1).toMillis()));
        return (long) (rest * (0.9 + 0.2 * random));
    }
}
