package org.breakwater.platform.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.time.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to hold one lease all the time and tells whether it does.
 *
 * <pre>
 *  FOLLOWING --taken--&gt; LEADING --renewed--&gt; LEADING
 *  LEADING --taken away, or its time ran out while the database was down--&gt; FOLLOWING
 * </pre>
 *
 * {@link #lease()} never answers with a lease whose time is over, even between two attempts.
 */
public final class Leadership {

    private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

    private final Leases leases;
    private final TimeSource time;
    private final String name;
    private final Duration length;
    private volatile Lease held;
    private boolean reportedDown;
    private ScheduledFuture<?> trying;

    /**
     * @param name what is leased
     * @param length how long the others wait for a leader that died; a third of it lies between two attempts
     */
    public Leadership(Leases leases, TimeSource time, String name, Duration length) {
        this.leases = leases;
        this.time = time;
        this.name = name;
        this.length = length;
    }

    /** Begins to try, on the scheduler's thread, which may block. */
    public void start(ScheduledExecutorService scheduler) {
        trying = scheduler.scheduleWithFixedDelay(this::attempt, 0, length.toMillis() / 3, TimeUnit.MILLISECONDS);
    }

    /** Stops and gives the lease back. Blocks. */
    public void stop() {
        if (trying != null) {
            trying.cancel(false);
        }
        synchronized (this) {
            lease().ifPresent(leases::release);
            held = null;
        }
    }

    /** The lease, while it may be relied on. Does not block. */
    public Optional<Lease> lease() {
        Lease lease = held;
        return lease != null && lease.isValid(time) ? Optional.of(lease) : Optional.empty();
    }

    /** Takes or renews the lease now. Blocks. */
    public synchronized void attempt() {
        Lease before = held;
        try {
            Optional<Lease> now = before == null ? Optional.empty() : leases.renew(before, length);
            held = now.or(() -> leases.take(name, length)).orElse(null);
            reportedDown = false;
            report(before);
        } catch (LeaseException e) {
            if (!reportedDown) {
                LOG.warn("lease {}: {}", name, e.getMessage());
                reportedDown = true;
            }
        }
    }

    private void report(Lease before) {
        Lease now = held;
        if (now != null && (before == null || before.token() != now.token())) {
            LOG.info("this server has the lease {} with token {}", name, now.token());
        } else if (now == null && before != null) {
            LOG.warn("the lease {} is in other hands", name);
        }
    }
}
