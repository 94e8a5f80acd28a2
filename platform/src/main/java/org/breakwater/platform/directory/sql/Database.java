package org.breakwater.platform.directory.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.breakwater.platform.time.Threads;

/**
 * One database and its bounded pool of connections. Connections are opened when first needed, so a database that is
 * down does not keep the server from starting.
 */
public final class Database implements AutoCloseable {

    private static final long WAIT_FOR_CONNECTION_MILLIS = 3_000;
    private static final long IDLE_MILLIS = 60_000;

    private final DatabaseUrl url;
    private final HikariDataSource pool;

    private Database(DatabaseUrl url, HikariDataSource pool) {
        this.url = url;
        this.pool = pool;
    }

    /**
     * Prepares the pool; no connection is made yet.
     *
     * @param url H2 or MariaDB/MySQL
     * @param maxConnections 1 or more
     */
    public static Database open(DatabaseUrl url, int maxConnections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("sql");
        config.setJdbcUrl(url.jdbcUrl());
        config.setUsername(url.user());
        config.setPassword(url.password());
        config.setMaximumPoolSize(maxConnections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setThreadFactory(Threads.named("sql-pool"));
        switch (url.kind()) {
            case H2 -> configureEmbedded(config);
            case MYSQL -> configureMysql(config);
            default -> throw new IllegalArgumentException("the server's own database has no URL of its own");
        }
        return new Database(url, new HikariDataSource(config));
    }

    /** Connections for code that may block. */
    public DataSource dataSource() {
        return pool;
    }

    /** Where this database is. */
    public DatabaseUrl url() {
        return url;
    }

    /** Runs {@code work} with a connection in auto-commit mode. Blocks. */
    public <T> T with(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            return work.run(connection);
        }
    }

    /** Runs {@code work} as one transaction: all of it happens, or nothing. Blocks. */
    public <T> T inTransaction(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** True when the schema has a table of that name. Blocks. */
    public boolean hasTable(String table) throws SQLException {
        return with(connection -> {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(connection.getCatalog(), connection.getSchema(), table, new String[] {"TABLE"})) {
                while (tables.next()) {
                    if (tables.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                        return true;
                    }
                }
                return false;
            }
        });
    }

    /** Closes every connection; an embedded database is then closed cleanly. */
    @Override
    public void close() {
        pool.close();
    }

    /** Connections stay: closing the last one closes the database. */
    private static void configureEmbedded(HikariConfig config) {
        config.setDriverClassName("org.h2.Driver");
        config.setMaxLifetime(0);
    }

    private static void configureMysql(HikariConfig config) {
        if (config.getMaximumPoolSize() > 1) {
            config.setIdleTimeout(IDLE_MILLIS);
        }
        config.setDriverClassName("com.mysql.cj.jdbc.Driver");
        config.addDataSourceProperty("connectTimeout", "4000");
        config.addDataSourceProperty("socketTimeout", "30000");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("characterEncoding", "UTF-8");
        config.addDataSourceProperty("tinyInt1isBit", "false");
        config.addDataSourceProperty("zeroDateTimeBehavior", "CONVERT_TO_NULL");
        config.addDataSourceProperty("rewriteBatchedStatements", "true");
        config.addDataSourceProperty("cachePrepStmts", "true");
        config.addDataSourceProperty("sslMode", "PREFERRED");
        config.addDataSourceProperty("allowPublicKeyRetrieval", "true");
        config.addDataSourceProperty("allowLoadLocalInfile", "false");
        config.addDataSourceProperty("allowMultiQueries", "false");
    }

    /** Something done with a connection; it must not keep it. */
    @FunctionalInterface
    public interface Work<T> {
        /** Uses the connection. */
        T run(Connection connection) throws SQLException;
    }
}
