package org.breakwater.platform.lifecycle;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.breakwater.platform.time.TimeSource;

/**
 * Keeps phones out of a server that has just started: while it is not {@link LoadState#OPEN}, REGISTER and INVITE are to
 * be answered 503 with Retry-After (RFC 3261 §21.5.4), since a server that knows nobody would tell callers that nobody
 * is there. Once open it stays open. Any thread; asking takes no lock.
 */
public final class LoadGate {

    private final TimeSource time;
    private final long joinUntilNanos;
    private final int retrySeconds;
    private final AtomicReference<LoadState> state = new AtomicReference<>(LoadState.LOADING_AND_JOINING);
    private final AtomicInteger asked = new AtomicInteger();

    /**
     * The clock begins to run now.
     *
     * @param joinMillis how long to look for other servers; 0 for a server that is alone
     * @param retrySeconds the least a phone is told to wait, 1 or more; others are told up to twice as long, so that they
     *     do not all come back in the same second
     */
    public LoadGate(TimeSource time, long joinMillis, int retrySeconds) {
        this.time = time;
        this.joinUntilNanos = time.monotonicNanos() + joinMillis * 1_000_000L;
        this.retrySeconds = retrySeconds;
    }

    /** Registrations were read from SQL. */
    public void loaded() {
        state.updateAndGet(LoadState::loaded);
    }

    /** The other servers were found, and what they know was taken over. */
    public void joined() {
        state.updateAndGet(LoadState::joined);
    }

    /** What is still waited for. */
    public LoadState state() {
        LoadState now = state.get();
        if (now != LoadState.OPEN && time.monotonicNanos() - joinUntilNanos >= 0) {
            joined();
            return state.get();
        }
        return now;
    }

    /** Whether phones are served. */
    public boolean isOpen() {
        return state() == LoadState.OPEN;
    }

    /** Seconds for the next Retry-After. */
    public int retryAfterSeconds() {
        return retrySeconds + Math.floorMod(asked.getAndIncrement(), retrySeconds + 1);
    }
}
