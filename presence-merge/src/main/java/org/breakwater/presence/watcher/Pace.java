package org.breakwater.presence.watcher;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.platform.time.TimeSource;

/**
 * How fast one phone gets NOTIFY, over all its subscriptions: some, then no more often than every so many ms. Replies to
 * SUBSCRIBE are not held back and count all the same.
 *
 * <p>When a phone answers nothing, one watch of it tries now and then, and the others are held. The first NOTIFY that gets
 * through, whoever sent it, lets all go on. Belongs to one event loop.
 */
public final class Pace {

    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final TimeSource time;
    private final long gapMillis;
    private final long startMillis;
    private final int burst;
    private final SilentPhones silent;
    private final Set<Runnable> held = new LinkedHashSet<>();
    private Runnable trying;
    private int attempts;
    private boolean swallowed;
    private long nextMillis;

    /**
     * @param burst how many may follow one another at once, 1 or more
     * @param gapMillis time for each on average, 0 or more
     */
    public Pace(TimeSource time, int burst, long gapMillis) {
        this(time, burst, gapMillis, new SilentPhones());
    }

    /** The same for one of many phones, those of {@code silent} among them. */
    public Pace(TimeSource time, int burst, long gapMillis, SilentPhones silent) {
        this.silent = silent;
        this.time = time;
        this.burst = burst;
        this.gapMillis = gapMillis;
        this.startMillis = time.monotonicNanos() / NANOS_PER_MILLI;
    }

    /** How long to wait in ms before the next may be sent; 0 for not at all. */
    public long delayMillis() {
        return Math.max(0, nextMillis - now() - (burst - 1) * gapMillis);
    }

    /** One was sent. */
    public void sent() {
        nextMillis = Math.max(nextMillis, now()) + gapMillis;
    }

    /** Whether the phone answers nothing now. */
    boolean isSilent() {
        return trying != null;
    }

    /** Whether a watch has to wait because another one tries to get through; if so it goes on when that has. */
    boolean holds(Runnable goOn) {
        boolean holds = trying != null && trying != goOn;
        if (holds) {
            held.add(goOn);
        }
        return holds;
    }

    /**
     * A NOTIFY of a watch did not get through. When one was swallowed and the next refused, the connection that swallowed it
     * is gone, and the next goes at once: over another one.
     *
     * @param unanswered whether nothing at all was heard of it
     * @return ms from that attempt to the next; -1 when another one tries and it is held
     */
    long failed(Runnable goOn, boolean unanswered) {
        if (holds(goOn)) {
            return -1;
        }
        if (trying == null) {
            trying = goOn;
            attempts = 0;
            silent.begins();
        }
        boolean gone = swallowed && !unanswered;
        swallowed = unanswered;
        return gone ? 0 : silent.retryMillis(++attempts);
    }

    /** A NOTIFY got through: everybody goes on. */
    void taken() {
        if (trying != null) {
            trying = null;
            swallowed = false;
            silent.ends();
        }
        release();
    }

    /** A watch has nothing to send any more; when it was the one that tried, the others find out themselves. */
    void left(Runnable goOn) {
        held.remove(goOn);
        if (trying == goOn) {
            taken();
        }
    }

    private void release() {
        if (!held.isEmpty()) {
            List<Runnable> all = List.copyOf(held);
            held.clear();
            all.forEach(Runnable::run);
        }
    }

    private long now() {
        return time.monotonicNanos() / NANOS_PER_MILLI - startMillis;
    }
}
