package org.breakwater.platform.state;

/** The later change replaces the earlier one as a whole. A removal is remembered for a while. */
public final class LastWriterWins<V> implements MergeRule<V, Versioned<V>> {

    private final long rememberMillis;

    /**
     * @param rememberMillis how long a removal is remembered: longer than servers can be cut from each other with an old
     *     copy of the value still of interest
     */
    public LastWriterWins(long rememberMillis) {
        this.rememberMillis = rememberMillis;
    }

    @Override
    public V view(Versioned<V> state) {
        return state.value();
    }

    @Override
    public Versioned<V> change(Versioned<V> before, V after, Stamp stamp) {
        return new Versioned<>(before == null ? stamp : stamp.after(before.stamp()), after);
    }

    /** What was kept has no moment of its own and only fills a gap. */
    @Override
    public Versioned<V> restore(Versioned<V> before, V kept) {
        return before != null ? before : new Versioned<>(new Stamp(0, 0, ""), kept);
    }

    @Override
    public Versioned<V> merge(Versioned<V> one, Versioned<V> other) {
        return one.stamp().compareTo(other.stamp()) >= 0 ? one : other;
    }

    @Override
    public Versioned<V> tidy(Versioned<V> state, long nowMillis) {
        boolean old = state.value() == null && state.stamp().millis() + rememberMillis < nowMillis;
        return old ? null : state;
    }
}
