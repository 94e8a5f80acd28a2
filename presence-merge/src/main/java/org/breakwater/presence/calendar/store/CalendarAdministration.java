package org.breakwater.presence.calendar.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.directory.CredentialCipher;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.UserResult;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.calendar.account.AccountRules;
import org.breakwater.presence.calendar.account.CalendarAccount;

/** Adds, lists and removes users' calendars. Every method blocks; a change is made whole or not at all. */
public final class CalendarAdministration {

    private static final String WHERE_USER = " WHERE username = ? AND domain = ?";

    private final Statements statements;
    private final CalendarRows rows;

    /**
     * On the main servers' database.
     *
     * @param cipher the server's key
     */
    public CalendarAdministration(Database database, CredentialCipher cipher) {
        this.statements = new Statements(database, "what is kept of calendars");
        this.rows = new CalendarRows(cipher);
    }

    /**
     * All calendars that can be used, by user and name. One that was encrypted with another key, or is of a kind that a
     * later version knows, is left out and logged.
     */
    public List<CalendarAccount> list() {
        return statements.with(connection -> usable(connection, "", new Object[0]));
    }

    /** Those of one user, by name. */
    public List<CalendarAccount> list(DirectoryName user) {
        Object[] values = {user.username(), user.domain()};
        return statements.with(connection -> usable(connection, WHERE_USER, values));
    }

    private List<CalendarAccount> usable(Connection connection, String where, Object[] values) throws SQLException {
        String order = " ORDER BY domain, username, name";
        return Statements.list(connection, CalendarRows.SELECT + where + order, rows::read, values).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** A number that grows with every change of the calendars made by a server; cheap to ask. */
    public long changes() {
        String sql = "SELECT number FROM breakwater_calendar_change WHERE id = 1";
        return statements.with(connection ->
                Statements.list(connection, sql, row -> row.getLong(1)).get(0));
    }

    private static void noteChange(Connection connection) throws SQLException {
        Statements.update(connection, "UPDATE breakwater_calendar_change SET number = number + 1 WHERE id = 1");
    }

    /** Adds a calendar of a user who is there. */
    public UserResult add(CalendarAccount account) {
        Optional<String> problem = AccountRules.problem(account);
        if (problem.isPresent()) {
            return new UserResult.Invalid(problem.get());
        }
        DirectoryName user = account.user();
        return statements.inTransaction(connection -> {
            if (!Statements.any(connection, "SELECT 1 FROM subscriber" + WHERE_USER, user.username(), user.domain())) {
                return new UserResult.NotFound("there is no user " + user);
            }
            List<String> names = names(connection, user);
            if (names.contains(account.name())) {
                return new UserResult.AlreadyExists(
                        user + " has a calendar " + account.name() + " already; remove it first, or give another name");
            }
            if (names.size() >= AccountRules.MAX_OF_A_USER) {
                return new UserResult.Invalid(user + " has " + names.size() + " calendars, which is as many as may be");
            }
            rows.insert(connection, account);
            noteChange(connection);
            return new UserResult.Done();
        });
    }

    /** Takes a calendar away. */
    public UserResult remove(DirectoryName user, String name) {
        return statements.inTransaction(connection -> {
            String sql = "DELETE FROM breakwater_calendar" + WHERE_USER + " AND name = ?";
            if (Statements.update(connection, sql, user.username(), user.domain(), name) > 0) {
                noteChange(connection);
                return new UserResult.Done();
            }
            List<String> names = names(connection, user);
            return new UserResult.NotFound("there is no calendar " + name + " of " + user
                    + (names.isEmpty() ? "" : "; there are " + String.join(", ", names)));
        });
    }

    private static List<String> names(Connection connection, DirectoryName user) throws SQLException {
        String sql = "SELECT name FROM breakwater_calendar" + WHERE_USER + " ORDER BY name";
        return Statements.list(connection, sql, row -> row.getString(1), user.username(), user.domain());
    }
}
