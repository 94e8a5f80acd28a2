package org.breakwater.presence.xmpp.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.presence.xmpp.gateway.Roster;
import org.breakwater.presence.xmpp.stanza.Jid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roster in SQL. A change that cannot be written is logged; the gateway goes on with what it has in memory. */
public final class SqlRoster implements Roster {

    private static final Logger LOG = LoggerFactory.getLogger(SqlRoster.class);
    private static final String TABLE = "breakwater_xmpp_roster";
    private static final String WHERE = " WHERE direction = ? AND username = ? AND contact = ?";

    private final Statements statements;
    private final Executor writer;

    /**
     * @param writer runs one task after the other and may block
     */
    public SqlRoster(Database database, Executor writer) {
        this.statements = new Statements(database, "who watches whom in XMPP");
        this.writer = writer;
    }

    /**
     * All rows. Blocks.
     *
     * @throws DatabaseException when they cannot be read
     */
    public List<Row> load() {
        String select = "SELECT direction, username, contact, approved FROM " + TABLE
                + " ORDER BY direction, username, contact";
        return statements.with(connection -> Statements.list(connection, select, SqlRoster::row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Row> row(ResultSet row) throws SQLException {
        String direction = row.getString("direction");
        String user = row.getString("username");
        boolean approved = row.getInt("approved") != 0;
        return Jid.parse(row.getString("contact"))
                .flatMap(contact -> Arrays.stream(Direction.values())
                        .filter(d -> word(d).equals(direction))
                        .findFirst()
                        .map(d -> new Row(d, user, contact, approved)));
    }

    private static String word(Direction direction) {
        return direction == Direction.FROM_XMPP ? "xmpp" : "sip";
    }

    @Override
    public void put(Row row) {
        write(row, true);
    }

    @Override
    public void remove(Row row) {
        write(row, false);
    }

    private void write(Row row, boolean keep) {
        try {
            writer.execute(() -> writeNow(row, keep));
        } catch (RejectedExecutionException e) {
            LOG.error("too many changes of who watches whom in XMPP wait for the database; {} is not kept", row);
        }
    }

    private void writeNow(Row row, boolean keep) {
        try {
            statements.inTransaction(connection -> {
                Statements.update(
                        connection,
                        "DELETE FROM " + TABLE + WHERE,
                        word(row.direction()),
                        row.user(),
                        row.contact().toString());
                return keep
                        ? Statements.update(
                                connection,
                                "INSERT INTO " + TABLE
                                        + " (direction, username, contact, approved) VALUES (?, ?, ?, ?)",
                                word(row.direction()),
                                row.user(),
                                row.contact().toString(),
                                row.approved() ? 1 : 0)
                        : 0;
            });
        } catch (DatabaseException e) {
            LOG.error("{}; {} is not kept", e.getMessage(), row);
        }
    }
}
