package org.breakwater.registrar.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one location table in SQL. A change is on disk at most {@value #FLUSH_MILLIS} ms and one write later. Only
 * which bindings changed is noted; what is written is how they are then, so the newest wins in whatever order changes
 * were told, and what waits is never more than the bindings there are or were. While the database is down they wait.
 */
public final class LocationStore implements LocationListener {

    /** How often changes are written. */
    public static final int FLUSH_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(LocationStore.class);
    private static final int BATCH = 1000;

    /** So many failures in a row by row attempt are an outage. */
    private static final int MANY = 5;

    private final Database database;
    private final LocationRows rows;
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private volatile Location location;
    private ScheduledFuture<?> flushing;
    private boolean reportedDown;

    /**
     * @param table name of the SQL table
     * @param useDomain whether addresses of record are user@domain
     */
    public LocationStore(Database database, String table, boolean useDomain) {
        this.database = database;
        this.rows = new LocationRows(table, useDomain);
    }

    /**
     * Puts every valid row into the location table. Blocks.
     *
     * @return how many bindings were loaded
     * @throws DatabaseException when the table cannot be read
     */
    public int load(Location table, long nowSeconds) {
        try {
            return database.with(connection -> rows.load(connection, table, nowSeconds));
        } catch (SQLException e) {
            throw new DatabaseException("table " + table.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Begins to listen and to write. */
    public void start(Location table, ScheduledExecutorService scheduler) {
        location = table;
        table.addListener(this);
        flushing = scheduler.scheduleWithFixedDelay(this::flush, FLUSH_MILLIS, FLUSH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Writes what waits and stops. Blocks. */
    public void stop() {
        if (flushing != null) {
            flushing.cancel(false);
        }
        flush();
    }

    /** How many bindings wait to be written. */
    public int waiting() {
        return waiting.size();
    }

    @Override
    public void inserted(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    @Override
    public void updated(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    @Override
    public void deleted(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    @Override
    public void expired(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    @Override
    public void departed(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    @Override
    public void orphaned(String aor, Binding binding) {
        waiting.put(binding.ruid(), aor);
    }

    /** Writes what waits now. Blocks. */
    public synchronized void flush() {
        while (!waiting.isEmpty()) {
            List<Pending> batch = take();
            if (!write(batch) && !writeOneByOne(batch)) {
                batch.forEach(p -> waiting.putIfAbsent(p.ruid(), p.aor()));
                return;
            }
        }
    }

    /** A note is taken away before the binding is read: a later change then makes a new note. */
    private List<Pending> take() {
        List<Pending> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        for (String ruid : waiting.keySet()) {
            String aor = waiting.remove(ruid);
            batch.add(new Pending(aor, ruid, location.find(aor, ruid)));
            if (batch.size() == BATCH) {
                break;
            }
        }
        return batch;
    }

    private boolean write(List<Pending> batch) {
        try {
            database.inTransaction(connection -> {
                rows.write(connection, batch);
                return null;
            });
            rows.sync(database);
            if (reportedDown) {
                LOG.warn("registrations are being written again");
                reportedDown = false;
            }
            return true;
        } catch (SQLException e) {
            if (!reportedDown) {
                LOG.error("registrations cannot be written and wait in memory: {}", e.getMessage());
                reportedDown = true;
            }
            return false;
        }
    }

    /**
     * A batch that failed may hold one row the database refuses: the others must not wait for it. A refused row is given
     * up, which the log says.
     *
     * @return false when no row could be written: then it is the database
     */
    private boolean writeOneByOne(List<Pending> batch) {
        List<Pending> refused = new ArrayList<>();
        for (Pending row : batch) {
            if (!write(List.of(row))) {
                refused.add(row);
                if (refused.size() == batch.size() || refused.size() > MANY) {
                    return false;
                }
            }
        }
        refused.forEach(
                row -> LOG.error("the binding {} of {} is not stored: refused by the database", row.ruid(), row.aor()));
        return true;
    }

    /** A binding that changed; null when it is gone. */
    record Pending(String aor, String ruid, Binding binding) {}
}
