package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.SqlName;

/** Reads accounts. Strings that repeat are kept once, and what was decrypted before is taken over. */
final class SubscriberLoader implements TableSnapshot.Loader<Map<String, Credential>> {

    private static final String CREDENTIALS =
            "SELECT username, domain, realm, md5_ha1_enc, sha256_ha1_enc FROM breakwater_credential";

    private final SubscriberTable table;
    private final CredentialCipher cipher;

    /** {@code cipherOrNull} is null for a database that is not the server's own and has no encrypted credentials. */
    SubscriberLoader(SubscriberTable table, CredentialCipher cipherOrNull) {
        this.table = table;
        this.cipher = cipherOrNull;
    }

    @Override
    public Map<String, Credential> load(Connection connection, Map<String, Credential> previous) throws SQLException {
        Map<String, String> canonical = new HashMap<>();
        Map<Account, List<Secret.RealmSecret>> encrypted =
                cipher == null ? Map.of() : loadEncrypted(connection, previous, canonical);
        Map<String, Credential> result = new HashMap<>();
        Rows.read(connection, query(connection), row -> {
            Account account = new Account(text(row, 1), canonical(canonical, text(row, 2)));
            Secret secret = secret(row, encrypted.get(account));
            if (secret != null) {
                Map<String, String> attributes = attributes(row);
                result.compute(account.username(), (name, earlier) -> append(earlier, account, secret, attributes));
            }
        });
        return result;
    }

    /** The first account of a name stays first, so that asking without a domain gives what Kamailio would. */
    private static Credential append(
            Credential earlier, Account account, Secret secret, Map<String, String> attributes) {
        if (earlier == null) {
            return new Credential(account.username(), account.domain(), secret, attributes, null);
        }
        Credential later = append(earlier.sameUsername, account, secret, attributes);
        return new Credential(earlier.username(), earlier.domain(), earlier.secret(), earlier.attributes(), later);
    }

    private Map<Account, List<Secret.RealmSecret>> loadEncrypted(
            Connection connection, Map<String, Credential> previous, Map<String, String> canonical)
            throws SQLException {
        Map<Account, List<Secret.RealmSecret>> result = new HashMap<>();
        Rows.read(connection, CREDENTIALS, row -> {
            Account account = new Account(row.getString(1), canonical(canonical, row.getString(2)));
            String realm = canonical(canonical, row.getString(3));
            Secret.RealmSecret secret = known(previous, account, realm, row.getBytes(4), row.getBytes(5));
            result.computeIfAbsent(account, a -> new ArrayList<>(1)).add(secret);
        });
        return result;
    }

    private Secret.RealmSecret known(
            Map<String, Credential> previous, Account account, String realm, byte[] md5, byte[] sha256) {
        for (Credential c = previous.get(account.username()); c != null; c = c.sameUsername) {
            if (c.domain().equals(account.domain()) && c.secret() instanceof Secret.Encrypted encrypted) {
                for (Secret.RealmSecret secret : encrypted.realms()) {
                    if (secret.isFrom(realm, md5, sha256)) {
                        return secret;
                    }
                }
            }
        }
        CredentialKey key = new CredentialKey(cipher, account.username(), account.domain());
        return new Secret.RealmSecret(key, realm, md5, sha256);
    }

    /** Null when the row holds no password at all: an empty password opens nothing. */
    private Secret secret(ResultSet rows, List<Secret.RealmSecret> encrypted) throws SQLException {
        if (encrypted != null) {
            return new Secret.Encrypted(List.copyOf(encrypted));
        }
        String password = text(rows, 3);
        if (password.isEmpty()) {
            return null;
        }
        return table.calculateHa1() ? new Secret.Clear(password) : new Secret.Hashed(password, text(rows, 4));
    }

    private Map<String, String> attributes(ResultSet rows) throws SQLException {
        if (table.extraColumns().isEmpty()) {
            return Map.of();
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < table.extraColumns().size(); i++) {
            String value = rows.getString(5 + i);
            if (value != null) {
                attributes.put(table.extraColumns().get(i), value);
            }
        }
        return Map.copyOf(attributes);
    }

    private String query(Connection connection) throws SQLException {
        Set<String> existing = columns(connection);
        StringBuilder sql = new StringBuilder("SELECT ").append(SqlName.quote(table.userColumn()));
        sql.append(", ").append(optional(existing, table.domainColumn()));
        sql.append(", ").append(SqlName.quote(table.passwordColumn()));
        sql.append(", ").append(optional(existing, table.ha1bColumn()));
        for (String column : table.extraColumns()) {
            sql.append(", ").append(SqlName.quote(column));
        }
        sql.append(" FROM ").append(SqlName.quote(table.table()));
        if (existing.contains("id")) {
            sql.append(" ORDER BY id");
        }
        return sql.toString();
    }

    private static String optional(Set<String> existing, String column) {
        return existing.contains(column.toLowerCase(Locale.ROOT)) ? SqlName.quote(column) : "''";
    }

    private Set<String> columns(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none =
                        statement.executeQuery("SELECT * FROM " + SqlName.quote(table.table()) + " WHERE 1 = 0")) {
            ResultSetMetaData meta = none.getMetaData();
            Set<String> names = new HashSet<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                names.add(meta.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        String value = rows.getString(column);
        return value == null ? "" : value;
    }

    private static String canonical(Map<String, String> known, String text) {
        String earlier = known.putIfAbsent(text, text);
        return earlier == null ? text : earlier;
    }

    private record Account(String username, String domain) {}
}
