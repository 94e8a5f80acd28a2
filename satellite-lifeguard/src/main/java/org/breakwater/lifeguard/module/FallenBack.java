package org.breakwater.lifeguard.module;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;

/**
 * Calls that no main server took. A phone that is asked for its password sends the same call again; that one need not wait
 * for the main servers once more. The newest {@link #MOST} are remembered, each for {@link #REMEMBER_NANOS}. Any thread.
 */
final class FallenBack {

    /** More than a branch begins within the time they are remembered. */
    static final int MOST = 1000;

    /** Time to look for a password, perhaps to type it: half a minute. */
    static final long REMEMBER_NANOS = 30_000_000_000L;

    private final TimeSource time;
    private final Map<String, Long> sinceNanos = new LinkedHashMap<>();

    FallenBack(TimeSource time) {
        this.time = time;
    }

    /** Remembers a call; false when it has no Call-ID. */
    synchronized boolean add(String callId) {
        if (callId == null) {
            return false;
        }
        sinceNanos.remove(callId);
        sinceNanos.put(callId, time.monotonicNanos());
        if (sinceNanos.size() > MOST) {
            Iterator<String> oldest = sinceNanos.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        return true;
    }

    /** Whether the call is remembered. */
    synchronized boolean contains(String callId) {
        Long since = callId == null ? null : sinceNanos.get(callId);
        return since != null && time.monotonicNanos() - since < REMEMBER_NANOS;
    }
}
