package org.breakwater.registrar.satellite.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.AccountCopy;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.registrar.sync.AccountCodec;
import org.breakwater.registrar.sync.CallDetail;
import org.breakwater.registrar.sync.CallRecord;
import org.breakwater.registrar.sync.SyncTable;

/** Reads a site's extract, takes its call records. */
public final class SiteTables {

    private static final String NUMBERS = "SELECT a.alias_username, a.username FROM dbaliases a"
            + " JOIN breakwater_site_user s ON s.username = a.username AND s.domain = a.domain WHERE s.site = ?";
    private static final String DIDS = "SELECT number, did FROM breakwater_site_number WHERE site <> ?";
    private static final String SETTINGS = "SELECT name, value FROM breakwater_site_setting WHERE site = ?";
    private static final String INSERT_CALL = "INSERT INTO breakwater_call (site, call_id, caller, callee, sip_code,"
            + " started_utc, answered_utc, ended_utc, duration_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String TAKE = "INSERT INTO breakwater_record_taken (origin, record_id) VALUES (?, ?)";
    private static final String TAKEN = "SELECT 1 FROM breakwater_record_taken WHERE origin = ? AND record_id = ?";

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Statements statements;
    private final AccountCopies accounts;
    private final AccountCodec codec = new AccountCodec();

    /** On the main servers' database. */
    public SiteTables(Database database, AccountCopies accounts) {
        this.statements = new Statements(database, "what is kept of sites");
        this.accounts = accounts;
    }

    /** Every table but registrations, by key. */
    public Map<SyncTable, Map<String, byte[]>> extract(String site) {
        return statements.with(connection -> {
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
        Statements.list(
                connection,
                sql,
                row -> found.put(row.getString(1), row.getString(2).getBytes(StandardCharsets.UTF_8)),
                site);
        return found;
    }

    /**
     * Writes records that were not taken before, into {@code acc} and {@code breakwater_call}; all of them or, when this
     * fails, none.
     *
     * @return how many rows of {@code acc} were new
     */
    public int take(String site, List<CallRecord> records, List<CallDetail> calls) {
        return statements.inTransaction(connection -> {
            int taken = 0;
            for (CallRecord record : records) {
                if (mark(connection, record.origin(), record.id())) {
                    insert(connection, record);
                    taken++;
                }
            }
            for (CallDetail call : calls) {
                if (mark(connection, call.origin(), call.id())) {
                    insert(connection, site, call);
                }
            }
            return taken;
        });
    }

    /**
     * False when it is taken already. Another main server that takes the same record now fails here or makes us fail: the
     * LifeGUARD tells it again.
     */
    private static boolean mark(Connection connection, String origin, long id) throws SQLException {
        return !Statements.any(connection, TAKEN, origin, id) && Statements.update(connection, TAKE, origin, id) > 0;
    }

    private static void insert(Connection connection, CallRecord record) throws SQLException {
        String sql = "INSERT INTO acc (" + String.join(", ", CallRecord.COLUMNS) + ", time) VALUES ("
                + "?, ".repeat(CallRecord.COLUMNS.size()) + "?)";
        List<Object> values = new ArrayList<>(record.texts());
        values.add(new Timestamp(record.timeMillis()));
        Statements.update(connection, sql, values.toArray());
    }

    private static void insert(Connection connection, String site, CallDetail call) throws SQLException {
        long seconds = call.durationSeconds();
        Statements.update(
                connection,
                INSERT_CALL,
                site,
                shortened(call.callId(), 255),
                shortened(call.caller(), 128),
                shortened(call.callee(), 128),
                call.code(),
                utc(call.startedMillis()),
                utc(call.answeredMillis()),
                utc(call.endedMillis()),
                seconds < 0 ? null : seconds);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** As text, which no driver converts to a time zone or cuts to seconds. Null for 0. */
    private static String utc(long millis) {
        return millis == 0 ? null : UTC.format(Instant.ofEpochMilli(millis));
    }
}
