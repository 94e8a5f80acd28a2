package org.breakwater.lifeguard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.breakwater.platform.directory.AccountCopies;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.platform.wire.WireException;
import org.breakwater.registrar.sync.AccountCodec;
import org.breakwater.registrar.sync.CallRecord;
import org.breakwater.registrar.sync.SyncTable;

/** The copy. Values are sealed with the LifeGUARD's key, each bound to its table and key. */
public final class SiteStore {

    private static final String DELIVERED = "delivered";
    private static final String ORIGIN = "origin";
    private static final String[] TABLES = {
        "CREATE TABLE IF NOT EXISTS lifeguard_copy (tab INT NOT NULL, k VARCHAR(512) NOT NULL,"
                + " v VARBINARY(1048576) NOT NULL, PRIMARY KEY (tab, k))",
        "CREATE TABLE IF NOT EXISTS lifeguard_state (name VARCHAR(64) NOT NULL PRIMARY KEY,"
                + " text VARCHAR(128) NOT NULL)"
    };

    private final Statements statements;
    private final CredentialCipher cipher;
    private final AccountCopies accounts;
    private final AccountCodec codec = new AccountCodec();
    private final String origin;

    /** Adds its tables to {@code database} when they are not there. */
    public SiteStore(Database database, CredentialCipher cipher) {
        this.statements = new Statements(database, "the LifeGUARD's copy");
        this.cipher = cipher;
        this.accounts = new AccountCopies(cipher);
        this.origin = statements.inTransaction(connection -> {
            for (String table : TABLES) {
                Statements.update(connection, table);
            }
            String known = state(connection, ORIGIN);
            if (known == null) {
                known = UUID.randomUUID().toString();
                setState(connection, ORIGIN, known);
            }
            return known;
        });
    }

    /** What names this database in call records. */
    public String origin() {
        return origin;
    }

    /** A table as it was last told. */
    public Map<String, byte[]> read(SyncTable table) {
        return statements.with(connection -> {
            Map<String, byte[]> entries = new TreeMap<>();
            Statements.list(
                    connection,
                    "SELECT k, v FROM lifeguard_copy WHERE tab = ?",
                    row -> entries.put(
                            row.getString(1), cipher.decrypt(row.getBytes(2), context(table, row.getString(1)))),
                    table.number());
            return entries;
        });
    }

    /**
     * Takes changes of one table over, all of them or none.
     *
     * @throws WireException when a value is none of its table
     */
    public void change(SyncTable table, Map<String, byte[]> changed, Collection<String> gone) throws WireException {
        if (table == SyncTable.ACCOUNTS) {
            for (byte[] value : changed.values()) {
                codec.decode(value);
            }
        }
        statements.inTransaction(connection -> {
            for (String key : gone) {
                delete(connection, table, key);
            }
            for (Map.Entry<String, byte[]> entry : changed.entrySet()) {
                put(connection, table, entry.getKey(), entry.getValue());
            }
            return null;
        });
    }

    private void put(Connection connection, SyncTable table, String key, byte[] value) throws SQLException {
        delete(connection, table, key);
        Statements.update(
                connection,
                "INSERT INTO lifeguard_copy (tab, k, v) VALUES (?, ?, ?)",
                table.number(),
                key,
                cipher.encrypt(value, context(table, key)));
        if (table == SyncTable.ACCOUNTS) {
            try {
                accounts.put(connection, codec.decode(value));
            } catch (WireException e) {
                throw new SQLException(e.getMessage(), e);
            }
        }
    }

    private void delete(Connection connection, SyncTable table, String key) throws SQLException {
        Statements.update(connection, "DELETE FROM lifeguard_copy WHERE tab = ? AND k = ?", table.number(), key);
        int at = key.lastIndexOf('@');
        if (table == SyncTable.ACCOUNTS && at > 0) {
            accounts.remove(connection, new DirectoryName(key.substring(0, at), key.substring(at + 1)));
        }
    }

    private static String context(SyncTable table, String key) {
        return "copy\n" + table.number() + "\n" + key;
    }

    /** Call records that were not delivered yet, the oldest first, at most {@code limit}. */
    public List<CallRecord> undelivered(int limit) {
        String sql = "SELECT id, time, " + String.join(", ", CallRecord.COLUMNS)
                + " FROM acc WHERE id > ? ORDER BY id LIMIT ?";
        return statements.with(
                connection -> Statements.list(connection, sql, this::record, delivered(connection), limit));
    }

    private CallRecord record(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < CallRecord.COLUMNS.size(); i++) {
            texts.add(row.getString(3 + i));
        }
        return new CallRecord(origin, row.getLong(1), row.getTimestamp(2).getTime(), texts);
    }

    /** Records up to that id are safe elsewhere. */
    public void delivered(long id) {
        statements.inTransaction(connection -> {
            setState(connection, DELIVERED, Long.toString(id));
            return null;
        });
    }

    private static long delivered(Connection connection) throws SQLException {
        String text = state(connection, DELIVERED);
        return text == null ? 0 : Long.parseLong(text);
    }

    private static String state(Connection connection, String name) throws SQLException {
        List<String> found = Statements.list(
                connection, "SELECT text FROM lifeguard_state WHERE name = ?", row -> row.getString(1), name);
        return found.isEmpty() ? null : found.get(0);
    }

    private static void setState(Connection connection, String name, String text) throws SQLException {
        Statements.update(connection, "DELETE FROM lifeguard_state WHERE name = ?", name);
        Statements.update(connection, "INSERT INTO lifeguard_state (name, text) VALUES (?, ?)", name, text);
    }
}
