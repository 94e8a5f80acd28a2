package org.breakwater.platform.lease;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.platform.time.TimeSource;

/**
 * Leases in table {@code breakwater_lease}. Every method blocks.
 *
 * <p>Only the database's clock says when a lease ends there, so the clocks of the servers need not agree. A holder
 * counts on its own monotonic clock from before it asked and gives up a second early, since the database counts whole
 * seconds: whoever comes next gets the lease only after that.
 */
public final class Leases {

    /** Shortest lease. */
    public static final Duration SHORTEST = Duration.ofSeconds(3);

    private static final long MARGIN_NANOS = 1_000_000_000L;
    private static final String NOW = "UNIX_TIMESTAMP()";

    private final SqlExecutor sql;
    private final TimeSource time;
    private final String holder;

    /**
     * @param holder who asks: one run of one server, so that a server that starts again is somebody else
     */
    public Leases(SqlExecutor sql, TimeSource time, String holder) {
        this.sql = sql;
        this.time = time;
        this.holder = holder;
    }

    /**
     * Takes the lease when nobody has it.
     *
     * @param name at most 64 characters
     * @param length {@link #SHORTEST} or more, in whole seconds
     * @return empty when somebody else has it
     * @throws LeaseException when the database does not answer; nothing is known then
     */
    public Optional<Lease> take(String name, Duration length) {
        long seconds = seconds(length);
        long asked = time.monotonicNanos();
        boolean taken = takeOver(name, seconds) || isNew(name) && takeOver(name, seconds);
        return taken
                ? token(name).map(token -> new Lease(name, holder, token, until(asked, seconds)))
                : Optional.empty();
    }

    /**
     * Prolongs a lease from now on.
     *
     * @return empty when it ended or somebody else has it by now
     * @throws LeaseException when the database does not answer; the lease holds as long as it did before
     */
    public Optional<Lease> renew(Lease lease, Duration length) {
        long seconds = seconds(length);
        long asked = time.monotonicNanos();
        long changed = update(
                "UPDATE breakwater_lease SET expires = " + NOW + " + ?"
                        + " WHERE name = ? AND holder = ? AND token = ? AND expires > " + NOW,
                seconds,
                lease.name(),
                holder,
                lease.token());
        return changed == 0
                ? Optional.empty()
                : Optional.of(new Lease(lease.name(), holder, lease.token(), until(asked, seconds)));
    }

    /** Gives the lease back before it ends. */
    public void release(Lease lease) {
        update(
                "UPDATE breakwater_lease SET expires = 0 WHERE name = ? AND holder = ? AND token = ?",
                lease.name(),
                holder,
                lease.token());
    }

    /**
     * Whether the lease is, at the database, still in these hands. For a job about to do what cannot be undone; a job that
     * writes to the same database puts {@link #FENCE} into its statement instead.
     */
    public boolean isCurrent(Lease lease) {
        return count("SELECT COUNT(*) FROM breakwater_lease WHERE " + ROW, lease.name(), lease.token()) == 1;
    }

    /**
     * Who has the lease now.
     *
     * @return the holder's name; empty when nobody has it
     * @throws LeaseException when the database does not answer
     */
    public Optional<String> holder(String name) {
        String holder = "SELECT holder FROM breakwater_lease WHERE name = ? AND expires > " + NOW;
        return rows(sql.executeBlocking(holder, name)).stream().findFirst().map(row -> (String) row.get(0));
    }

    private static final String ROW = "name = ? AND token = ? AND expires > " + NOW;

    /** Condition with the lease's name and token as its parameters, true while the lease is in these hands. */
    public static final String FENCE = "EXISTS (SELECT 1 FROM breakwater_lease WHERE " + ROW + ")";

    private boolean takeOver(String name, long seconds) {
        return update(
                        "UPDATE breakwater_lease SET holder = ?, token = token + 1, expires = " + NOW + " + ?"
                                + " WHERE name = ? AND expires <= " + NOW,
                        holder,
                        seconds,
                        name)
                > 0;
    }

    private boolean isNew(String name) {
        return update("INSERT IGNORE INTO breakwater_lease (name, holder, token, expires) VALUES (?, '', 0, 0)", name)
                > 0;
    }

    private Optional<Long> token(String name) {
        String token = "SELECT token FROM breakwater_lease WHERE name = ? AND holder = ?";
        return rows(sql.executeBlocking(token, name, holder)).stream()
                .findFirst()
                .map(row -> (Long) row.get(0));
    }

    private long count(String statement, Object... parameters) {
        return (Long) rows(sql.executeBlocking(statement, parameters)).get(0).get(0);
    }

    private static List<List<Object>> rows(SqlResult result) {
        if (result instanceof SqlResult.Rows rows) {
            return rows.rows();
        }
        throw failure(result);
    }

    private long update(String statement, Object... parameters) {
        SqlResult result = sql.executeBlocking(statement, parameters);
        if (result instanceof SqlResult.Updated updated) {
            return updated.count();
        }
        throw failure(result);
    }

    private static LeaseException failure(SqlResult result) {
        String reason = result instanceof SqlResult.Failed failed ? failed.message() : result.toString();
        return new LeaseException("the database does not lend: " + reason);
    }

    private static long until(long askedNanos, long seconds) {
        return askedNanos + seconds * 1_000_000_000L - MARGIN_NANOS;
    }

    private static long seconds(Duration length) {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a lease is at least " + SHORTEST.toSeconds() + " s long");
        }
        return length.toSeconds();
    }
}
