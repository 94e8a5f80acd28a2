package org.breakwater.platform.directory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.Schema;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every database the server works with: its own, and those that routing scripts name by URL. The same URL gives the
 * same directory and the same pool of connections.
 */
public final class Directories implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Directories.class);

    private static final int MAX_DATABASES = 16;
    private static final int CONNECTIONS = 4;
    private static final long FLUSH_SECONDS = 5;

    private final SqlRuntime runtime;
    private final DatabaseUrl ownUrl;
    private final Directory own;
    private final Map<DatabaseUrl, Directory> others = new LinkedHashMap<>();
    private final ScheduledFuture<?> refreshing;

    private Directories(DatabaseUrl ownUrl, Directory own, SqlRuntime runtime, int refreshSeconds) {
        this.ownUrl = ownUrl;
        this.own = own;
        this.runtime = runtime;
        this.refreshing = runtime.scheduler()
                .scheduleWithFixedDelay(this::refresh, refreshSeconds, refreshSeconds, TimeUnit.SECONDS);
    }

    /**
     * Opens the server's own database and brings its tables up to date. Blocks.
     *
     * @param own where it is
     * @param cipher opens its credentials
     * @param refreshSeconds how often tables are read again, 1 or more
     * @throws DatabaseException when it cannot be used
     */
    public static Directories open(DatabaseUrl own, CredentialCipher cipher, SqlRuntime runtime, int refreshSeconds) {
        Database database = Database.open(own, CONNECTIONS);
        try {
            Schema.migrate(database);
            return new Directories(own, new Directory(database, cipher, runtime), runtime, refreshSeconds);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The server's own directory. */
    public Directory own() {
        return own;
    }

    /**
     * The directory a script names, such as {@code mysql://user:password@host/database} or {@code
     * breakwater:directory}. No connection is made yet.
     *
     * @throws IllegalArgumentException when the URL is not understood
     * @throws DatabaseException when there are 16 other databases already
     */
    public synchronized Directory at(String url) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        if (parsed.kind() == DatabaseUrl.Kind.OWN || parsed.jdbcUrl().equals(ownUrl.jdbcUrl())) {
            return own;
        }
        Directory known = others.get(parsed);
        if (known != null) {
            return known;
        }
        if (others.size() >= MAX_DATABASES) {
            throw new DatabaseException("more than " + MAX_DATABASES + " databases are named by scripts", null);
        }
        Directory opened = new Directory(Database.open(parsed, CONNECTIONS), null, runtime);
        others.put(parsed, opened);
        return opened;
    }

    /** Reads every table in use again, without blocking. */
    public CompletableFuture<Void> refresh() {
        return CompletableFuture.allOf(all().stream().map(Directory::refresh).toArray(CompletableFuture<?>[]::new));
    }

    /** Writes what is queued, for at most five seconds for each database, and closes all connections. Blocks. */
    @Override
    public void close() {
        refreshing.cancel(false);
        for (Directory directory : all()) {
            flush(directory);
            directory.database().close();
        }
    }

    private synchronized List<Directory> all() {
        List<Directory> all = new ArrayList<>(others.values());
        all.add(own);
        return all;
    }

    private static void flush(Directory directory) {
        try {
            directory.sql().flushed().get(FLUSH_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.error(
                    "rows for {} could not be written before stopping",
                    directory.database().url());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
