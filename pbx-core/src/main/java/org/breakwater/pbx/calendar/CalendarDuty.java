package org.breakwater.pbx.calendar;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.lease.Lease;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this server asks calendars, and which.
 *
 * <pre>
 *  FOLLOWING --lease--&gt; ASKING --table changed, or a minute passed--&gt; ASKING (the list anew)
 *  ASKING --lease is over, or under another token--&gt; FOLLOWING
 * </pre>
 */
final class CalendarDuty {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarDuty.class);

    /** Finds what somebody changed in the table by hand. */
    private static final long READ_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Supplier<Optional<Lease>> lease;
    private final CalendarTable table;
    private final Questions questions;
    private final TimeSource time;
    private Asking asking;
    private boolean reportedDown;

    /** What is done while asking; called by one thread at a time, must not block. */
    interface Questions {
        /** The lease is ours from now on; these are asked. */
        void begin(List<CalendarAccount> accounts);

        /** These are asked from now on. */
        void replace(List<CalendarAccount> accounts);

        /** Nothing is asked any more. */
        void leave();
    }

    /**
     * ASKING.
     *
     * @param token of the lease
     * @param changes the table's number when it was read
     * @param readNanos when that was
     */
    private record Asking(long token, long changes, long readNanos) {}

    CalendarDuty(Supplier<Optional<Lease>> lease, CalendarTable table, Questions questions, TimeSource time) {
        this.lease = lease;
        this.table = table;
        this.questions = questions;
        this.time = time;
    }

    /** Compares with lease and table. Blocks. */
    void look() {
        endWithoutLease();
        Optional<Lease> held = lease.get();
        if (held.isEmpty()) {
            return;
        }
        try {
            long changes = table.changes();
            if (mustRead(held.get(), changes)) {
                ask(table.list(), changes);
            }
            reportedDown = false;
        } catch (DatabaseException e) {
            if (!reportedDown) {
                LOG.warn("whether calendars changed is not known: {}", e.getMessage());
                reportedDown = true;
            }
        }
    }

    private synchronized boolean mustRead(Lease held, long changes) {
        return asking == null
                || asking.token() != held.token()
                || asking.changes() != changes
                || time.monotonicNanos() - asking.readNanos() >= READ_AGAIN_NANOS;
    }

    /** The lease may have ended while the table was read. */
    private synchronized void ask(List<CalendarAccount> accounts, long changes) {
        Lease held = lease.get().orElse(null);
        if (held == null) {
            return;
        }
        if (asking == null || asking.token() != held.token()) {
            questions.begin(accounts);
            LOG.info("this server asks users' calendars, of which there are {}", accounts.size());
        } else {
            questions.replace(accounts);
        }
        asking = new Asking(held.token(), changes, time.monotonicNanos());
    }

    /** Stops asking when the lease is over. Does not block: who comes next must not find this server asking. */
    synchronized void endWithoutLease() {
        if (asking != null && lease.get().isEmpty()) {
            asking = null;
            questions.leave();
            LOG.info("this server does not ask users' calendars any more");
        }
    }

    /** Whether this server asks. */
    synchronized boolean isAsking() {
        return asking != null;
    }
}
