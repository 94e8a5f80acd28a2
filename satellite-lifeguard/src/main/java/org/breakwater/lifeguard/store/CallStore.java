package org.breakwater.lifeguard.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.Statements;
import org.breakwater.registrar.sync.CallDetail;

/**
 * Calls on the LifeGUARD's disk: those that are up, so that they end with their true duration after a restart, and those
 * that ended, until a main server has them. Times are milliseconds since 1970, so no time zone can shift them.
 */
public final class CallStore {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS lifeguard_call (id BIGINT NOT NULL AUTO_INCREMENT"
            + " PRIMARY KEY, call_id VARCHAR(255) NOT NULL, caller VARCHAR(128) NOT NULL, callee VARCHAR(128) NOT NULL,"
            + " code INT NOT NULL, started BIGINT NOT NULL, answered BIGINT NOT NULL, ended BIGINT NOT NULL,"
            + " over BOOLEAN NOT NULL)";
    private static final String COLUMNS = "id, call_id, caller, callee, code, started, answered, ended";

    private final Statements statements;
    private final String origin;

    /**
     * Adds its table to {@code database} when it is not there.
     *
     * @param origin what names this database, see {@link SiteStore#origin()}
     */
    public CallStore(Database database, String origin) {
        this.statements = new Statements(database, "the LifeGUARD's calls");
        this.origin = origin + "/calls";
        statements.with(connection -> Statements.update(connection, TABLE));
    }

    /** Keeps a call that was answered; {@code origin} and {@code id} do not matter. */
    public void answered(CallDetail call) {
        statements.with(connection -> insert(connection, call, false));
    }

    /** A call is over, whether it is kept or not. */
    public void over(CallDetail call) {
        statements.inTransaction(connection -> {
            int kept = Statements.update(
                    connection,
                    "UPDATE lifeguard_call SET ended = ?, over = TRUE WHERE call_id = ? AND over = FALSE",
                    call.endedMillis(),
                    shortened(call.callId(), 255));
            return kept > 0 ? kept : insert(connection, call, true);
        });
    }

    private static int insert(Connection connection, CallDetail call, boolean over) throws SQLException {
        return Statements.update(
                connection,
                "INSERT INTO lifeguard_call (call_id, caller, callee, code, started, answered, ended, over)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                shortened(call.callId(), 255),
                shortened(call.caller(), 128),
                shortened(call.callee(), 128),
                call.code(),
                call.startedMillis(),
                call.answeredMillis(),
                call.endedMillis(),
                over);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Calls that were answered and are not over. */
    public List<CallDetail> up() {
        return statements.with(connection -> Statements.list(
                connection, "SELECT " + COLUMNS + " FROM lifeguard_call WHERE over = FALSE ORDER BY id", this::call));
    }

    /** Calls that are over and at no main server yet, the oldest first, at most {@code limit}. */
    public List<CallDetail> undelivered(int limit) {
        return statements.with(connection -> Statements.list(
                connection,
                "SELECT " + COLUMNS + " FROM lifeguard_call WHERE over = TRUE ORDER BY id LIMIT ?",
                this::call,
                limit));
    }

    private CallDetail call(ResultSet row) throws SQLException {
        return new CallDetail(
                origin,
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getInt(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8));
    }

    /** Those are safe at the main servers; here they are forgotten. */
    public void delivered(List<CallDetail> calls) {
        statements.inTransaction(connection -> {
            for (CallDetail call : calls) {
                Statements.update(connection, "DELETE FROM lifeguard_call WHERE id = ?", call.id());
            }
            return null;
        });
    }

    /** How many wait for a main server. */
    public long waiting() {
        return statements.with(connection -> Statements.list(
                        connection, "SELECT COUNT(*) FROM lifeguard_call WHERE over = TRUE", row -> row.getLong(1))
                .get(0));
    }
}
