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
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.location.LocationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one location table in SQL. A change is on disk at most {@value #FLUSH_MILLIS} ms and one write later. Changes
 * of the same binding that wait together are written once, so what waits is never more than there are bindings. While
 * the database is down changes wait and the newest wins.
 */
public final class LocationStore implements LocationListener {

    /** How often changes are written. */
    public static final int FLUSH_MILLIS = 200;

    private static final Logger LOG = LoggerFactory.getLogger(LocationStore.class);
    private static final int BATCH = 1000;

    private final Database database;
    private final LocationRows rows;
    private final Map<String, Pending> waiting = new ConcurrentHashMap<>();
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
     * @throws SQLException when the table cannot be read
     */
    public int load(Location location, long nowSeconds) throws SQLException {
        return database.with(connection -> rows.load(connection, location, nowSeconds));
    }

    /** Begins to listen and to write. */
    public void start(Location location, ScheduledExecutorService scheduler) {
        location.addListener(this);
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
        waiting.put(binding.ruid(), new Pending(aor, binding, false));
    }

    @Override
    public void updated(String aor, Binding binding) {
        waiting.put(binding.ruid(), new Pending(aor, binding, false));
    }

    @Override
    public void deleted(String aor, Binding binding) {
        waiting.put(binding.ruid(), new Pending(aor, binding, true));
    }

    @Override
    public void expired(String aor, Binding binding) {
        deleted(aor, binding);
    }

    /** Writes what waits now. Blocks. */
    public synchronized void flush() {
        while (!waiting.isEmpty()) {
            List<Pending> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
            for (Pending p : waiting.values()) {
                batch.add(p);
                if (batch.size() == BATCH) {
                    break;
                }
            }
            if (!write(batch)) {
                return;
            }
            batch.forEach(p -> waiting.remove(p.binding().ruid(), p));
        }
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

    /** A binding that changed. */
    record Pending(String aor, Binding binding, boolean isDelete) {}
}
