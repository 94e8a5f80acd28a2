package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.SqlMessages;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.breakwater.platform.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of one table (or a few that belong together) as an immutable value in memory.
 *
 * <p>{@link #current()} is one volatile read. Loading happens on the SQL pool; loads that are asked for while one runs
 * become a single one after it. When a load fails the last good content stays.
 *
 * @param <T> an immutable value
 */
public final class TableSnapshot<T> {

    private static final Logger LOG = LoggerFactory.getLogger(TableSnapshot.class);

    private static final long PAUSE_BETWEEN_MISSES_NANOS = 5_000_000_000L;
    private static final long WARNING_EVERY_NANOS = 60_000_000_000L;

    private final String name;
    private final Database database;
    private final SqlRuntime runtime;
    private final Loader<T> loader;
    private final Counter failures;
    private final AtomicLong nextMissNanos;
    private final Object loading = new Object();
    private long nextWarningNanos;
    private volatile T current;
    private CompletableFuture<Void> running;
    private CompletableFuture<Void> following;

    /**
     * An empty snapshot; nothing is loaded yet.
     *
     * @param name for the log, such as {@code subscriber}
     * @param empty what is served before the first load
     */
    public TableSnapshot(String name, Database database, SqlRuntime runtime, T empty, Loader<T> loader) {
        this.name = name;
        this.database = database;
        this.runtime = runtime;
        this.current = empty;
        this.loader = loader;
        this.failures = runtime.metrics()
                .counter("breakwater_directory_load_failures", "Loads of a table that failed", "table", name);
        long now = runtime.time().monotonicNanos();
        this.nextMissNanos = new AtomicLong(now);
        this.nextWarningNanos = now;
    }

    /** The content as last loaded. Never blocks. */
    public T current() {
        return current;
    }

    /**
     * Loads on the caller's thread, which must be one that may block.
     *
     * @throws DatabaseException when it fails, with a sentence for the administrator
     */
    public void load() {
        synchronized (loading) {
            loadNow();
        }
    }

    /** One at a time, so that an older content never replaces a newer one. */
    private void loadNow() {
        try {
            current = database.with(connection -> loader.load(connection, current));
        } catch (SQLException e) {
            failures.increment();
            throw new DatabaseException(
                    "cannot read table " + name + " of " + database.url() + ": " + SqlMessages.firstLine(e), e);
        }
    }

    /** Loads again, never blocking the caller. The future completes when content read after this call is served. */
    public synchronized CompletableFuture<Void> refresh() {
        if (running == null) {
            running = new CompletableFuture<>();
            return submit(running);
        }
        if (following == null) {
            following = new CompletableFuture<>();
        }
        return following;
    }

    /** Says that something was not found: it may be new, so the table is read again, at most every five seconds. */
    public void missed() {
        long now = runtime.time().monotonicNanos();
        long next = nextMissNanos.get();
        if (now - next >= 0 && nextMissNanos.compareAndSet(next, now + PAUSE_BETWEEN_MISSES_NANOS)) {
            refresh();
        }
    }

    private CompletableFuture<Void> submit(CompletableFuture<Void> done) {
        try {
            runtime.pool().execute(() -> run(done));
        } catch (RejectedExecutionException e) {
            running = null;
            done.completeExceptionally(e);
        }
        return done;
    }

    private void run(CompletableFuture<Void> done) {
        try {
            load();
            finish();
            done.complete(null);
        } catch (RuntimeException e) {
            warn(e);
            finish();
            done.completeExceptionally(e);
        }
    }

    private synchronized void finish() {
        running = following;
        following = null;
        if (running != null) {
            submit(running);
        }
    }

    private synchronized void warn(RuntimeException e) {
        long now = runtime.time().monotonicNanos();
        if (now - nextWarningNanos >= 0) {
            nextWarningNanos = now + WARNING_EVERY_NANOS;
            LOG.warn("{}; what was read before stays in use", e.getMessage());
        }
    }

    /** Reads a table. */
    @FunctionalInterface
    public interface Loader<T> {
        /**
         * Reads everything.
         *
         * @param previous what was loaded before, so that unchanged parts can be kept
         */
        T load(Connection connection, T previous) throws SQLException;
    }
}
