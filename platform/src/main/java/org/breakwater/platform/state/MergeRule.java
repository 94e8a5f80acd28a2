package org.breakwater.platform.state;

/**
 * What becomes of a value that two servers changed without hearing of each other. Every server has the same rule, and
 * it is used wherever two values meet.
 *
 * <p>Servers keep a <i>state</i> for each key: the value that callers see, and what must be remembered of values that
 * are gone so that an old copy does not bring them back. {@link #merge} is a join: commutative, associative and
 * idempotent, so that it does not matter in which order, by which way and how often states arrive. All methods are
 * pure; they run while the entry is locked and must be quick.
 *
 * @param <V> what callers of the map see
 * @param <S> what is kept and sent; immutable, with {@code equals}
 */
public interface MergeRule<V, S> {

    /** What callers see of a state; null when all of it is gone. Cheap: called for every read. */
    V view(S state);

    /**
     * The state after a change made here. {@code merge(before, result)} equals the result: a change made in the
     * knowledge of a state wins over it.
     *
     * @param before null when there was none
     * @param after the new value, or null when it was removed
     * @param stamp when the change is made
     */
    S change(S before, V after, Stamp stamp);

    /** The state after a value kept elsewhere (in SQL) was read; it does not win over anything newer. */
    S restore(S before, V kept);

    /** What two servers know together. */
    S merge(S one, S other);

    /**
     * The state without what nobody needs any more: lapsed values, and memories of removals that are old enough.
     *
     * @param nowMillis milliseconds since 1970
     * @return the same object when there is nothing to leave out; null when nothing is left
     */
    S tidy(S state, long nowMillis);
}
