package org.breakwater.presence.calendar.poll;

import java.time.Duration;
import java.time.Instant;
import org.breakwater.presence.calendar.busy.CalendarException;
import org.breakwater.presence.calendar.busy.FreeBusy;
import org.breakwater.presence.calendar.busy.TimeWindow;
import org.breakwater.presence.calendar.source.CalendarAnswer;
import org.breakwater.presence.calendar.source.Validator;

/**
 * What is known of one calendar.
 *
 * <pre>
 *  NEW --answer--&gt; known --failure--&gt; known, failing --stale--&gt; nothing known
 *                    ^--------answer---------'
 * </pre>
 *
 * @param known what it said last; null before the first answer
 * @param window which part of it that is
 * @param goodMillis when it answered last, in ms since 1970
 * @param failures since then
 * @param problem of the last failure, a sentence; empty without
 */
record PollState(
        FreeBusy known, TimeWindow window, Validator validator, long goodMillis, int failures, String problem) {

    static final PollState NEW = new PollState(null, null, Validator.NONE, 0, 0, "");

    /** What is not asked whole must still be known so long from now on. */
    private static final Duration ENOUGH = Duration.ofDays(1);

    PollState answered(CalendarAnswer answer, TimeWindow asked, long now) {
        return answer.isUnchanged()
                ? new PollState(known, window, validator, now, 0, "")
                : new PollState(answer.freeBusy(), asked, answer.validator(), now, 0, "");
    }

    PollState failed(CalendarException e) {
        return new PollState(known, window, validator, goodMillis, failures + 1, e.getMessage());
    }

    /** None when what is known does not reach far enough: "unchanged" would not help then. */
    Validator forQuestion(Instant now) {
        return window == null || window.until().isBefore(now.plus(ENOUGH)) ? Validator.NONE : validator;
    }

    boolean wasHeard() {
        return known != null || failures > 0;
    }

    long staleAtMillis(PollPolicy policy) {
        return goodMillis + policy.staleAfter().toMillis();
    }

    boolean counts(PollPolicy policy, long now) {
        return known != null && now < staleAtMillis(policy);
    }
}
