package org.breakwater.daemon.calls;

import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.Stamp;

/**
 * A call that ended has ended, whatever another server wrote about it later: one that was cut off and took the call for {@link
 * CallState#LOST} had only not heard of the end. Otherwise who wrote last is right.
 */
final class CallMergeRule implements MergeRule<Call, CallLife> {

    private static final Stamp UNKNOWN = new Stamp(0, 0, "");

    private final long rememberMillis;

    /** Remembers for so many ms that a call ended. */
    CallMergeRule(long rememberMillis) {
        this.rememberMillis = rememberMillis;
    }

    @Override
    public Call view(CallLife state) {
        return state.call();
    }

    @Override
    public CallLife change(CallLife before, Call after, Stamp stamp) {
        if (before == null) {
            return new CallLife(stamp, stamp, after);
        }
        Stamp later = stamp.after(before.changed());
        return new CallLife(begins(before, after) ? later : before.born(), later, after);
    }

    /** Whether that is another call than before by the same name. */
    private static boolean begins(CallLife before, Call after) {
        return after != null
                && (before.isOver()
                        || before.call().startedMillis() != after.startedMillis()
                        || !before.call().owner().equals(after.owner()));
    }

    @Override
    public CallLife restore(CallLife before, Call kept) {
        return before != null ? before : new CallLife(UNKNOWN, UNKNOWN, kept);
    }

    @Override
    public CallLife merge(CallLife one, CallLife other) {
        return CallLife.ORDER.compare(one, other) >= 0 ? one : other;
    }

    @Override
    public CallLife tidy(CallLife state, long nowMillis) {
        boolean old = state.isOver() && state.changed().millis() + rememberMillis < nowMillis;
        return old ? null : state;
    }
}
