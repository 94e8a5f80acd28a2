package org.breakwater.lifeguard.sync;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlRuntime;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.Threads;
import org.breakwater.platform.time.TimeSource;

/** A directory on H2 in a folder. */
public final class TestDatabase implements AutoCloseable {

    private final ThreadPoolExecutor pool = Threads.blockingPool("test-sql", 2, 100);
    private final ScheduledExecutorService scheduler = Threads.scheduler("test-scheduler");
    private final CredentialCipher cipher;
    private final Directories directories;

    public TestDatabase(Path folder) {
        this(folder, newCipher());
    }

    public TestDatabase(Path folder, CredentialCipher cipher) {
        this.cipher = cipher;
        DatabaseUrl url = DatabaseUrl.configured(Optional.empty(), Optional.empty(), Optional.empty(), folder);
        directories = Directories.open(
                url, cipher, new SqlRuntime(pool, scheduler, TimeSource.system(), new Metrics()), 3600);
    }

    private static CredentialCipher newCipher() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new CredentialCipher(key);
    }

    public Database database() {
        return directories.own().database();
    }

    public Directories directories() {
        return directories;
    }

    public CredentialCipher cipher() {
        return cipher;
    }

    public void sql(String... statements) throws SQLException {
        database().with(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
            return null;
        });
    }

    public long count(String sql) throws SQLException {
        return database().with(connection -> {
            try (Statement statement = connection.createStatement();
                    java.sql.ResultSet rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    @Override
    public void close() {
        directories.close();
        pool.shutdownNow();
        scheduler.shutdownNow();
    }
}
