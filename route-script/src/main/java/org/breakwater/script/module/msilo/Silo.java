package org.breakwater.script.module.msilo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.sip.message.Octets;

/**
 * The table {@code silo} of Kamailio's msilo. Whoever is about to send a message claims it by its {@code snd_time}: of two
 * servers one succeeds. A claim that is older than a minute is that of a server that died.
 */
final class Silo {

    /** Seconds after which somebody else may send what was claimed and neither sent nor given back. */
    static final int CLAIM_SECONDS = 60;

    private static final int LONGEST_URI = 255;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TYPE = 32;
    private static final int LONGEST_CALL_ID = 128;
    private static final int LONGEST_BODY = 65_535;

    private final SqlExecutor sql;
    private final String table;

    /**
     * @param table letters, digits and underscore
     */
    Silo(SqlExecutor sql, String table) {
        this.sql = sql;
        this.table = table;
    }

    /** Why a message cannot be kept; empty when it can. Blocks. */
    String store(StoredMessage m, long expiresAt, int mostOfAUser) {
        if (m.from().length() > LONGEST_URI
                || m.to().length() > LONGEST_URI
                || m.owner().username().length() > LONGEST_NAME
                || m.owner().domain().length() > LONGEST_NAME
                || m.contentType().length() > LONGEST_TYPE
                || m.body().length() > LONGEST_BODY) {
            return "it is too long";
        }
        // One statement, so that the bound holds however many come at once from one server.
        SqlResult result = sql.executeBlocking(
                "INSERT INTO " + table
                        + " (src_addr, dst_addr, username, domain, inc_time, exp_time, ctype, body, callid)"
                        + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? FROM (SELECT COUNT(*) AS there FROM " + table
                        + " WHERE username = ? AND domain = ?) AS kept WHERE there < ?",
                m.from(),
                m.to(),
                m.owner().username(),
                m.owner().domain(),
                m.storedAt(),
                expiresAt,
                m.contentType(),
                Octets.bytes(m.body()),
                m.callId().length() > LONGEST_CALL_ID ? "" : m.callId(),
                m.owner().username(),
                m.owner().domain(),
                mostOfAUser);
        if (result instanceof SqlResult.Updated updated) {
            return updated.count() == 1 ? "" : m.owner() + " has " + mostOfAUser + " messages already";
        }
        return result instanceof SqlResult.Failed failed ? failed.message() : "the database answers otherwise";
    }

    /** Messages of a user that may be sent, the oldest first. */
    CompletableFuture<List<StoredMessage>> of(DirectoryName owner, long now, int most) {
        return sql.execute(
                        "SELECT id, src_addr, dst_addr, callid, ctype, body, inc_time, snd_time FROM " + table
                                + " WHERE username = ? AND domain = ? AND exp_time > ?"
                                + " AND (snd_time = 0 OR snd_time < ?) ORDER BY id LIMIT " + most,
                        owner.username(),
                        owner.domain(),
                        now,
                        now - CLAIM_SECONDS)
                .thenApply(result -> result instanceof SqlResult.Rows rows
                        ? rows.rows().stream().map(row -> message(owner, row)).toList()
                        : List.of());
    }

    private static StoredMessage message(DirectoryName owner, List<Object> row) {
        return new StoredMessage(
                (Long) row.get(0),
                owner,
                (String) row.get(1),
                (String) row.get(2),
                (String) row.get(3),
                (String) row.get(4),
                row.get(5) == null ? "" : (String) row.get(5),
                (Long) row.get(6),
                (Long) row.get(7));
    }

    /** Whether the message is this server's to send. */
    CompletableFuture<Boolean> claim(StoredMessage m, long now) {
        return sql.execute(
                        "UPDATE " + table + " SET snd_time = ? WHERE id = ? AND snd_time = ?", now, m.id(), m.claim())
                .thenApply(result -> result instanceof SqlResult.Updated updated && updated.count() == 1);
    }

    /** It was sent. */
    CompletableFuture<SqlResult> sent(StoredMessage m) {
        return sql.execute("DELETE FROM " + table + " WHERE id = ?", m.id());
    }

    /** It could not be sent; the next REGISTER tries again. */
    CompletableFuture<SqlResult> giveBack(StoredMessage m) {
        return sql.execute("UPDATE " + table + " SET snd_time = 0 WHERE id = ?", m.id());
    }

    /** Deletes what ran out. */
    CompletableFuture<SqlResult> tidy(long now) {
        return sql.execute("DELETE FROM " + table + " WHERE exp_time <= ?", now);
    }
}
