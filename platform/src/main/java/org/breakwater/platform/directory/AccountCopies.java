package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.directory.sql.Statements;

/**
 * Reads accounts of one server's directory and puts them into another's. Each server seals hashes with a key of its own.
 * Every method blocks and works in the caller's transaction.
 */
public final class AccountCopies {

    private static final String WHERE = " WHERE username = ? AND domain = ?";

    private final CredentialCipher cipher;

    /** Opens and seals with {@code cipher}. */
    public AccountCopies(CredentialCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * The accounts of a site ({@code breakwater_site_user}), by name.
     *
     * @throws IllegalArgumentException when a credential was sealed with another key
     */
    public List<AccountCopy> ofSite(Connection connection, String site) throws SQLException {
        Map<DirectoryName, String> names = new LinkedHashMap<>();
        Map<DirectoryName, List<AccountCopy.RealmHash>> hashes = new LinkedHashMap<>();
        String sql = "SELECT s.username, s.domain, u.display_name, c.realm, c.md5_ha1_enc, c.sha256_ha1_enc"
                + " FROM breakwater_site_user s"
                + " LEFT JOIN breakwater_user u ON u.username = s.username AND u.domain = s.domain"
                + " LEFT JOIN breakwater_credential c ON c.username = s.username AND c.domain = s.domain"
                + " WHERE s.site = ? ORDER BY s.username, s.domain, c.realm";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, site);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    DirectoryName name = new DirectoryName(rows.getString(1), rows.getString(2));
                    names.put(name, rows.getString(3) == null ? "" : rows.getString(3));
                    List<AccountCopy.RealmHash> own = hashes.computeIfAbsent(name, n -> new ArrayList<>());
                    if (rows.getString(4) != null) {
                        own.add(hash(name, rows.getString(4), rows.getBytes(5), rows.getBytes(6)));
                    }
                }
            }
        }
        List<AccountCopy> copies = new ArrayList<>();
        names.forEach((name, display) -> copies.add(new AccountCopy(name, display, hashes.get(name))));
        return copies;
    }

    private AccountCopy.RealmHash hash(DirectoryName name, String realm, byte[] md5, byte[] sha256) {
        CredentialKey key = key(name);
        return new AccountCopy.RealmHash(
                realm,
                HexFormat.of().parseHex(key.open(HashAlgorithm.MD5, realm, md5)),
                HexFormat.of().parseHex(key.open(HashAlgorithm.SHA_256, realm, sha256)));
    }

    /** Makes the account, or makes it equal to the copy. */
    public void put(Connection connection, AccountCopy copy) throws SQLException {
        remove(connection, copy.name());
        String user = copy.name().username();
        String domain = copy.name().domain();
        Statements.update(
                connection,
                "INSERT INTO subscriber (username, domain, password, ha1, ha1b) VALUES (?, ?, '', '', '')",
                user,
                domain);
        Statements.update(
                connection,
                "INSERT INTO breakwater_user (username, domain, display_name) VALUES (?, ?, ?)",
                user,
                domain,
                copy.displayName());
        CredentialKey key = key(copy.name());
        for (AccountCopy.RealmHash h : copy.hashes()) {
            Statements.update(
                    connection,
                    "INSERT INTO breakwater_credential (username, domain, realm, md5_ha1_enc, sha256_ha1_enc)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    user,
                    domain,
                    h.realm(),
                    key.sealHash(HashAlgorithm.MD5, h.realm(), h.md5()),
                    key.sealHash(HashAlgorithm.SHA_256, h.realm(), h.sha256()));
        }
    }

    /** Removes an account and its credentials; harmless when there is none. */
    public void remove(Connection connection, DirectoryName name) throws SQLException {
        for (String table : new String[] {"breakwater_credential", "breakwater_user", "subscriber"}) {
            Statements.update(connection, "DELETE FROM " + table + WHERE, name.username(), name.domain());
        }
    }

    private CredentialKey key(DirectoryName name) {
        return new CredentialKey(cipher, name.username(), name.domain());
    }
}
