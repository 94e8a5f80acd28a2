package org.breakwater.registrar.satellite.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.AccountCopy;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.registrar.sync.AccountCodec;
import org.breakwater.registrar.sync.CallRecord;
import org.breakwater.registrar.sync.SyncTable;

/** Reads a site's extract, takes its call records. */
public final class SiteTables {

    private static final String NUMBERS = "SELECT a.alias_username, a.username FROM dbaliases a"
            + " JOIN breakwater_site_user s ON s.username = a.username AND s.domain = a.domain WHERE s.site = ?";
    private static final String DIDS = "SELECT number, did FROM breakwater_site_number WHERE site <> ?";
    private static final String SETTINGS = "SELECT name, value FROM breakwater_site_setting WHERE site = ?";
    private static final String TAKE = "INSERT INTO breakwater_record_taken (origin, record_id) VALUES (?, ?)";
    private static final String TAKEN = "SELECT 1 FROM breakwater_record_taken WHERE origin = ? AND record_id = ?";

    private final Database database;
    private final AccountCopies accounts;
    private final AccountCodec codec = new AccountCodec();

    /** On the main servers' database. */
    public SiteTables(Database database, AccountCopies accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** Every table but registrations, by key. */
    public Map<SyncTable, Map<String, byte[]>> extract(String site) {
        return with(connection -> {
            Map<SyncTable, Map<String, byte[]>> tables = new EnumMap<>(SyncTable.class);
            Map<String, byte[]> users = new TreeMap<>();
            for (AccountCopy copy : accounts.ofSite(connection, site)) {
                users.put(copy.name().toString(), codec.encode(copy));
            }
            tables.put(SyncTable.ACCOUNTS, users);
            tables.put(SyncTable.NUMBERS, texts(connection, NUMBERS, site));
            tables.put(SyncTable.DIDS, texts(connection, DIDS, site));
            tables.put(SyncTable.SETTINGS, texts(connection, SETTINGS, site));
            return tables;
        });
    }

    private static Map<String, byte[]> texts(Connection connection, String sql, String site) throws SQLException {
        Map<String, byte[]> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, site);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2).getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return found;
    }

    /**
     * Writes records that were not taken before into {@code acc}; all of them or, when this fails, none.
     *
     * @return how many were new
     */
    public int take(List<CallRecord> records) {
        return inTransaction(connection -> {
            int taken = 0;
            for (CallRecord record : records) {
                if (!isTaken(connection, record)) {
                    mark(connection, record);
                    insert(connection, record);
                    taken++;
                }
            }
            return taken;
        });
    }

    private static boolean isTaken(Connection connection, CallRecord record) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKEN)) {
            statement.setString(1, record.origin());
            statement.setLong(2, record.id());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Another main server that takes the same record now fails here or makes us fail: the LifeGUARD tells it again. */
    private static void mark(Connection connection, CallRecord record) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, record.origin());
            statement.setLong(2, record.id());
            statement.executeUpdate();
        }
    }

    private static void insert(Connection connection, CallRecord record) throws SQLException {
        String sql = "INSERT INTO acc (" + String.join(", ", CallRecord.COLUMNS) + ", time) VALUES ("
                + "?, ".repeat(CallRecord.COLUMNS.size()) + "?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int column = 1;
            for (String text : record.texts()) {
                statement.setString(column++, text);
            }
            statement.setTimestamp(column, new Timestamp(record.timeMillis()));
            statement.executeUpdate();
        }
    }

    private <T> T with(Database.Work<T> work) {
        try {
            return database.with(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private <T> T inTransaction(Database.Work<T> work) {
        try {
            return database.inTransaction(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private DatabaseException failed(SQLException e) {
        return new DatabaseException(
                "what is kept of sites in " + database.url() + " cannot be used: " + e.getMessage(), e);
    }
}
