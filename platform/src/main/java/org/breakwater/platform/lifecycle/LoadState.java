package org.breakwater.platform.lifecycle;

/**
 * What a starting server still waits for before it lets phones in.
 *
 * <pre>
 *  LOADING_AND_JOINING --loaded--&gt; JOINING --joined or time is up--&gt; OPEN
 *  LOADING_AND_JOINING --joined or time is up--&gt; LOADING --loaded--&gt; OPEN
 * </pre>
 */
public enum LoadState {
    /** Registrations are not read yet, and the other servers are not found yet. */
    LOADING_AND_JOINING,
    /** Registrations are not read yet. */
    LOADING,
    /** The other servers are not found yet. */
    JOINING,
    /** Phones are welcome. */
    OPEN;

    /** Registrations are in memory. */
    public LoadState loaded() {
        return this == LOADING_AND_JOINING ? JOINING : this == LOADING ? OPEN : this;
    }

    /** The other servers were found and their registrations taken over, or the time to look for them is up. */
    public LoadState joined() {
        return this == LOADING_AND_JOINING ? LOADING : this == JOINING ? OPEN : this;
    }
}
