package org.breakwater.dns.secondary;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.SOARecord;

/**
 * How a copy stands, as a value; each event gives the next state and what must be done.
 *
 * <pre>
 *            fetched                  fetched
 *   EMPTY ───────────▶ CURRENT ◀──────────────── EXPIRED
 *                         │   expire timer          ▲
 *                         └─────────────────────────┘
 * </pre>
 *
 * <p>In every phase at most one check runs; a NOTIFY during it leads to one more.
 *
 * @param phase what is served
 * @param checking whether primaries are being asked
 * @param again whether a NOTIFY came meanwhile
 * @param failures in a row
 * @param times of the zone's SOA, which stay until the next one
 */
record RefreshState(Phase phase, boolean checking, boolean again, int failures, Times times) {

    private static final long MIN_SECONDS = 10;
    private static final long FIRST_RETRY_SECONDS = 5;
    private static final long MAX_RETRY_WITHOUT_DATA_SECONDS = 300;

    /** What is served. */
    enum Phase {
        /** Nothing yet. */
        EMPTY,
        /** The copy. */
        CURRENT,
        /** Nothing any more. */
        EXPIRED
    }

    /** What to do, with a delay in seconds where it is a timer. */
    enum Effect {
        /** Ask the primaries now. */
        CHECK,
        /** Ask them after the delay; replaces an earlier such timer. */
        CHECK_LATER,
        /** Expire after the delay; replaces an earlier such timer. */
        EXPIRE_LATER,
        /** Answer SERVFAIL from now on. */
        STOP_SERVING
    }

    /** One thing to do. */
    record Action(Effect effect, long seconds) {}

    /** The next state with what to do. */
    record Step(RefreshState state, List<Action> actions) {}

    /** The times of a SOA record, in seconds. */
    record Times(long refresh, long retry, long expire) {
        static final Times UNKNOWN = new Times(0, 0, 0);

        /** {@code expireSeconds} takes the place of the SOA's when above 0. */
        static Times of(SOARecord soa, long expireSeconds) {
            return new Times(
                    Math.max(MIN_SECONDS, soa.getRefresh()),
                    Math.max(MIN_SECONDS, soa.getRetry()),
                    expireSeconds > 0 ? expireSeconds : Math.max(MIN_SECONDS, soa.getExpire()));
        }
    }

    static RefreshState initial() {
        return new RefreshState(Phase.EMPTY, false, false, 0, Times.UNKNOWN);
    }

    /** There is no copy on disk. */
    Step startEmpty() {
        return check(List.of());
    }

    /** There is a copy on disk, {@code ageSeconds} old. */
    Step startWith(Times found, long ageSeconds) {
        long left = found.expire() - Math.max(0, ageSeconds);
        if (left <= 0) {
            return new RefreshState(Phase.EXPIRED, false, false, 0, found).check(List.of());
        }
        return new RefreshState(Phase.CURRENT, false, false, 0, found)
                .check(List.of(new Action(Effect.EXPIRE_LATER, left)));
    }

    /** The refresh or retry timer fired. */
    Step refreshDue() {
        return checking ? new Step(this, List.of()) : check(List.of());
    }

    /** A primary sent NOTIFY. */
    Step notified() {
        return checking ? new Step(new RefreshState(phase, true, true, failures, times), List.of()) : check(List.of());
    }

    /** A primary was asked; the copy is the newest now. */
    Step succeeded(Times now) {
        List<Action> actions = new ArrayList<>();
        actions.add(new Action(Effect.EXPIRE_LATER, now.expire()));
        RefreshState next = new RefreshState(Phase.CURRENT, false, false, 0, now);
        if (again) {
            return next.check(actions);
        }
        actions.add(new Action(Effect.CHECK_LATER, now.refresh()));
        return new Step(next, actions);
    }

    /** No primary answered, or what they sent was of no use. */
    Step failed() {
        RefreshState next = new RefreshState(phase, false, false, failures + 1, times);
        if (again) {
            return next.check(List.of());
        }
        long backoff = Math.min(MAX_RETRY_WITHOUT_DATA_SECONDS, FIRST_RETRY_SECONDS << Math.min(failures, 6));
        long delay = phase == Phase.CURRENT ? times.retry() : backoff;
        return new Step(next, List.of(new Action(Effect.CHECK_LATER, delay)));
    }

    /** The expire timer fired. */
    Step expired() {
        return new Step(
                new RefreshState(Phase.EXPIRED, checking, again, failures, times),
                List.of(new Action(Effect.STOP_SERVING, 0)));
    }

    private Step check(List<Action> before) {
        List<Action> actions = new ArrayList<>(before);
        actions.add(new Action(Effect.CHECK, 0));
        return new Step(new RefreshState(phase, true, false, failures, times), actions);
    }
}
