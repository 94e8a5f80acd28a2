package org.breakwater.presence.calendar.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.account.CalendarKind;
import org.breakwater.presence.calendar.account.CalendarLogin;
import org.breakwater.presence.calendar.account.CalendarPlace;
import org.breakwater.presence.calendar.busy.CalendarSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of {@code breakwater_calendar}. Each secret is bound to its row and column. */
final class CalendarRows {

    private static final Logger LOG = LoggerFactory.getLogger(CalendarRows.class);

    private static final String COLUMNS =
            "username, domain, name, kind, url_enc, mailbox, tenant, login, secret_enc, zone, titles, tentative";

    static final String SELECT = "SELECT " + COLUMNS + " FROM breakwater_calendar";

    private final CredentialCipher cipher;
    /** Rows that cannot be used and were reported: they are read again and again. */
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    CalendarRows(CredentialCipher cipher) {
        this.cipher = cipher;
    }

    void insert(Connection connection, CalendarAccount account) throws SQLException {
        DirectoryName user = account.user();
        Statements.update(
                connection,
                "INSERT INTO breakwater_calendar (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                user.username(),
                user.domain(),
                account.name(),
                account.kind().text(),
                seal(user, account.name(), "url", account.place().uri().toASCIIString()),
                account.place().mailbox(),
                account.place().tenant(),
                account.login().name(),
                seal(user, account.name(), "secret", account.login().secret()),
                account.settings().zone().getId(),
                account.settings().titles() ? 1 : 0,
                account.settings().tentative() ? 1 : 0);
    }

    Optional<CalendarAccount> read(ResultSet row) throws SQLException {
        DirectoryName user = new DirectoryName(row.getString("username"), row.getString("domain"));
        String name = row.getString("name");
        String kind = row.getString("kind");
        Optional<CalendarKind> known = CalendarKind.ofText(kind);
        if (known.isEmpty()) {
            if (reported.add(name + ' ' + user)) {
                LOG.warn("calendar {} of {} is of kind {}, which this version does not know", name, user, kind);
            }
            return Optional.empty();
        }
        try {
            URI uri = URI.create(open(user, name, "url", row.getBytes("url_enc")));
            String secret = open(user, name, "secret", row.getBytes("secret_enc"));
            return Optional.of(new CalendarAccount(
                    user,
                    name,
                    known.get(),
                    new CalendarPlace(uri, row.getString("mailbox"), row.getString("tenant")),
                    new CalendarLogin(row.getString("login"), secret),
                    new CalendarSettings(
                            ZoneId.of(row.getString("zone")),
                            row.getInt("titles") != 0,
                            row.getInt("tentative") != 0)));
        } catch (IllegalArgumentException | DateTimeException e) {
            if (reported.add(name + ' ' + user)) {
                LOG.error(
                        "calendar {} of {} cannot be used: {}; is it this server's key? Otherwise remove it and add it"
                                + " anew",
                        name,
                        user,
                        e.getMessage());
            }
            return Optional.empty();
        }
    }

    private byte[] seal(DirectoryName user, String name, String column, String clear) {
        return cipher.encrypt(clear.getBytes(StandardCharsets.UTF_8), context(user, name, column));
    }

    private String open(DirectoryName user, String name, String column, byte[] encrypted) {
        return new String(cipher.decrypt(encrypted, context(user, name, column)), StandardCharsets.UTF_8);
    }

    private static String context(DirectoryName user, String name, String column) {
        return "calendar " + column + "\n" + user.username() + "\n" + user.domain() + "\n" + name;
    }
}
