package org.breakwater.registrar.register;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a REGISTER may be answered: once another server holds what was registered, or at a limit, since a phone must get
 * its answer in any case. Any thread.
 */
public final class Acknowledgement {

    /** For a server that is alone: nobody else will ever hold it. */
    public static final Acknowledgement AT_ONCE = new Acknowledgement();

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgement.class);
    private static final long QUIET_NANOS = 60_000_000_000L;

    private final Duration limit;
    private final Counter late;
    private final TimeSource time;
    private final AtomicLong notedNanos = new AtomicLong();
    private final AtomicLong noted = new AtomicLong();

    private Acknowledgement() {
        this.limit = Duration.ZERO;
        this.late = null;
        this.time = null;
    }

    /**
     * Waits for other servers.
     *
     * @param limit how long; zero for not at all
     */
    public Acknowledgement(Duration limit, Metrics metrics, TimeSource time) {
        this.limit = limit;
        this.late = metrics.counter(
                "breakwater_registrations_late",
                "REGISTERs answered although no other server was known to hold what was registered");
        this.time = time;
        this.notedNanos.set(time.monotonicNanos() - QUIET_NANOS);
    }

    /** Whether it ever waits. */
    public boolean waits() {
        return !limit.isZero();
    }

    /**
     * Completes when what was changed of an address of record before this call may be acknowledged. Never fails; may be
     * complete already, or completed on a thread of the cluster, which must not be kept.
     */
    public CompletionStage<Backup> of(Location location, String aor) {
        if (!waits()) {
            return CompletableFuture.completedFuture(Backup.ALONE);
        }
        return location.backup(aor, limit).whenComplete((backup, failure) -> {
            if (backup == Backup.LATE) {
                noteLate();
            }
        });
    }

    private void noteLate() {
        late.increment();
        long before = notedNanos.get();
        long now = time.monotonicNanos();
        if (now - before >= QUIET_NANOS && notedNanos.compareAndSet(before, now)) {
            long count = late.value();
            LOG.warn(
                    "{} REGISTERs were answered before another main server held them ({} ms): a crash of this server may"
                            + " lose the last of them",
                    count - noted.getAndSet(count),
                    limit.toMillis());
        }
    }
}
