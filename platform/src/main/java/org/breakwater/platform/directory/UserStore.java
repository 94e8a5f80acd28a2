package org.breakwater.platform.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.breakwater.platform.directory.sql.Rows;
import org.breakwater.platform.directory.sql.Statements;

/** The statements behind {@link UserAdministration}; each runs in the caller's transaction. */
final class UserStore {

    private final CredentialCipher cipher;

    UserStore(CredentialCipher cipher) {
        this.cipher = cipher;
    }

    boolean exists(Connection connection, DirectoryName name) throws SQLException {
        return Statements.any(
                connection,
                "SELECT 1 FROM subscriber WHERE username = ? AND domain = ?",
                name.username(),
                name.domain());
    }

    /** True when the number is an alias or a user's name already. */
    boolean isTaken(Connection connection, DirectoryName number) throws SQLException {
        return exists(connection, number)
                || Statements.any(
                        connection,
                        "SELECT 1 FROM dbaliases WHERE alias_username = ? AND alias_domain = ?",
                        number.username(),
                        number.domain());
    }

    void insert(Connection connection, NewUser user) throws SQLException {
        String username = user.name().username();
        String domain = user.name().domain();
        Statements.update(
                connection,
                "INSERT INTO subscriber (username, domain, password, ha1, ha1b) VALUES (?, ?, '', '', '')",
                username,
                domain);
        Statements.update(
                connection,
                "INSERT INTO breakwater_user (username, domain, display_name) VALUES (?, ?, ?)",
                username,
                domain,
                user.displayName());
        for (String alias : user.aliases()) {
            Statements.update(
                    connection,
                    "INSERT INTO dbaliases (alias_username, alias_domain, username, domain) VALUES (?, ?, ?, ?)",
                    alias,
                    domain,
                    username,
                    domain);
        }
        if (user.site().isPresent()) {
            Statements.update(
                    connection,
                    "INSERT INTO breakwater_site_user (username, domain, site) VALUES (?, ?, ?)",
                    username,
                    domain,
                    user.site().get());
        }
    }

    /** Replaces all credentials. What a foreign tool left in clear or unencrypted beside them is wiped. */
    void setPassword(Connection connection, DirectoryName name, String password, Set<String> realms)
            throws SQLException {
        deleteCredentials(connection, name);
        Statements.update(
                connection,
                "UPDATE subscriber SET password = '', ha1 = '', ha1b = '' WHERE username = ? AND domain = ?",
                name.username(),
                name.domain());
        CredentialKey key = new CredentialKey(cipher, name.username(), name.domain());
        Set<String> all = new TreeSet<>(realms);
        all.add(name.domain());
        for (String realm : all) {
            Statements.update(
                    connection,
                    "INSERT INTO breakwater_credential (username, domain, realm, md5_ha1_enc, sha256_ha1_enc)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    name.username(),
                    name.domain(),
                    realm,
                    key.seal(HashAlgorithm.MD5, realm, password),
                    key.seal(HashAlgorithm.SHA_256, realm, password));
        }
    }

    /** False when there was no such account. */
    boolean delete(Connection connection, DirectoryName name) throws SQLException {
        deleteCredentials(connection, name);
        String where = " WHERE username = ? AND domain = ?";
        Statements.update(connection, "DELETE FROM breakwater_user" + where, name.username(), name.domain());
        Statements.update(connection, "DELETE FROM breakwater_site_user" + where, name.username(), name.domain());
        int calendars = Statements.update(
                connection, "DELETE FROM breakwater_calendar" + where, name.username(), name.domain());
        if (calendars > 0) {
            Statements.update(connection, "UPDATE breakwater_calendar_change SET number = number + 1 WHERE id = 1");
        }
        int found = Statements.update(connection, "DELETE FROM subscriber" + where, name.username(), name.domain());
        if (found > 0) {
            Statements.update(connection, "DELETE FROM dbaliases" + where, name.username(), name.domain());
        }
        return found > 0;
    }

    List<User> list(Connection connection) throws SQLException {
        Map<DirectoryName, List<String>> aliases = aliases(connection);
        List<User> users = new ArrayList<>();
        Rows.read(
                connection,
                "SELECT s.username, s.domain, u.display_name FROM subscriber s"
                        + " LEFT JOIN breakwater_user u ON u.username = s.username AND u.domain = s.domain"
                        + " ORDER BY s.domain, s.username",
                row -> {
                    DirectoryName name = new DirectoryName(row.getString(1), row.getString(2));
                    String displayName = row.getString(3) == null ? "" : row.getString(3);
                    users.add(new User(name, displayName, List.copyOf(aliases.getOrDefault(name, List.of()))));
                });
        return users;
    }

    private static Map<DirectoryName, List<String>> aliases(Connection connection) throws SQLException {
        Map<DirectoryName, List<String>> result = new HashMap<>();
        Rows.read(
                connection, "SELECT username, domain, alias_username, alias_domain FROM dbaliases ORDER BY id", row -> {
                    DirectoryName owner = new DirectoryName(row.getString(1), row.getString(2));
                    DirectoryName alias = new DirectoryName(row.getString(3), row.getString(4));
                    result.computeIfAbsent(owner, o -> new ArrayList<>(1))
                            .add(alias.domain().equalsIgnoreCase(owner.domain()) ? alias.username() : alias.toString());
                });
        return result;
    }

    private static void deleteCredentials(Connection connection, DirectoryName name) throws SQLException {
        Statements.update(
                connection,
                "DELETE FROM breakwater_credential WHERE username = ? AND domain = ?",
                name.username(),
                name.domain());
    }
}
