package org.breakwater.presence.subscription;

import org.breakwater.platform.state.LastWriterWins;
import org.breakwater.platform.state.MergeRule;
import org.breakwater.platform.state.Stamp;
import org.breakwater.platform.state.Versioned;

/**
 * Who wrote last has the subscription, but the numbers that anybody may have used stay used: a phone that was told something
 * with a higher number believes no lower one. The end of a subscription forgets them.
 */
final class SubscriptionMergeRule implements MergeRule<Subscription, Versioned<Subscription>> {

    private final LastWriterWins<Subscription> last;

    /** Remembers for so many ms that one ended. */
    SubscriptionMergeRule(long rememberMillis) {
        last = new LastWriterWins<>(rememberMillis);
    }

    @Override
    public Subscription view(Versioned<Subscription> state) {
        return last.view(state);
    }

    @Override
    public Versioned<Subscription> change(Versioned<Subscription> before, Subscription after, Stamp stamp) {
        return above(last.change(before, after, stamp), before);
    }

    @Override
    public Versioned<Subscription> restore(Versioned<Subscription> before, Subscription kept) {
        return last.restore(before, kept);
    }

    @Override
    public Versioned<Subscription> merge(Versioned<Subscription> one, Versioned<Subscription> other) {
        Versioned<Subscription> later = last.merge(one, other);
        return above(later, later == one ? other : one);
    }

    @Override
    public Versioned<Subscription> tidy(Versioned<Subscription> state, long nowMillis) {
        return last.tidy(state, nowMillis);
    }

    private static Versioned<Subscription> above(Versioned<Subscription> state, Versioned<Subscription> otherOrNull) {
        Subscription mine = state.value();
        Subscription theirs = otherOrNull == null ? null : otherOrNull.value();
        if (mine == null
                || theirs == null
                || theirs.term().reserved() <= mine.term().reserved()) {
            return state;
        }
        Subscription.Term t = mine.term();
        return new Versioned<>(
                state.stamp(),
                mine.with(new Subscription.Term(
                        t.owner(), t.expiresAtMillis(), theirs.term().reserved())));
    }
}
