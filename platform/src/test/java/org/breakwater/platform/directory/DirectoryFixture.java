package org.breakwater.platform.directory;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;

/** A directory with a pool of its own, for tests. Its tables are read again only when something asks for it. */
public final class DirectoryFixture implements AutoCloseable {

    private static final int NEVER_SECONDS = 100_000;

    public final CredentialCipher cipher = new CredentialCipher(new byte[32]);
    public final Metrics metrics = new Metrics();
    public final Directories directories;
    public final UserAdministration users;
    private final ThreadPoolExecutor pool = Threads.blockingPool("test-sql", 2, 100);
    private final ScheduledExecutorService scheduler = Threads.scheduler("test-scheduler");

    /** Opens the database, which gets its tables when it has none. */
    public DirectoryFixture(DatabaseUrl url) {
        SqlRuntime runtime = new SqlRuntime(pool, scheduler, TimeSource.system(), metrics);
        directories = Directories.open(url, cipher, runtime, NEVER_SECONDS);
        users = new UserAdministration(directories.own(), cipher, () -> Set.of("192.0.2.1"));
    }

    /** Runs statements against the own database. */
    public void execute(String... statements) {
        try {
            directories.own().database().with(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : statements) {
                        statement.execute(sql);
                    }
                    return null;
                }
            });
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        directories.close();
        pool.shutdownNow();
        scheduler.shutdownNow();
    }
}
