package org.breakwater.registrar.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.breakwater.platform.directory.sql.Database;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;

/** Rows of the location table, in SQL that H2 and MariaDB both understand. */
final class LocationRows {

    /** What Kamailio writes for bindings that never lapse. */
    private static final long PERMANENT_ROW = 0;

    private final boolean useDomain;
    private final String upsert;
    private final String delete;
    private final String select;

    LocationRows(String table, boolean useDomain) {
        if (!table.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("not a table name: " + table);
        }
        this.useDomain = useDomain;
        this.upsert = "INSERT INTO " + table
                + " (ruid, username, domain, contact, received, path, expires, q, callid, cseq, last_modified, flags,"
                + " cflags, user_agent, socket, methods, instance, reg_id, connection_id)"
                + " VALUES (?,?,?,?,?,?,?,?,?,?,?,0,?,?,?,?,?,?,?)"
                + " ON DUPLICATE KEY UPDATE contact=VALUES(contact), received=VALUES(received), path=VALUES(path),"
                + " expires=VALUES(expires), q=VALUES(q), callid=VALUES(callid), cseq=VALUES(cseq),"
                + " last_modified=VALUES(last_modified), cflags=VALUES(cflags), user_agent=VALUES(user_agent),"
                + " socket=VALUES(socket), methods=VALUES(methods), instance=VALUES(instance), reg_id=VALUES(reg_id),"
                + " connection_id=VALUES(connection_id)";
        this.delete = "DELETE FROM " + table + " WHERE ruid=?";
        this.select = "SELECT ruid, username, domain, contact, received, path, expires, q, callid, cseq,"
                + " last_modified, cflags, user_agent, socket, methods, instance, reg_id FROM " + table;
    }

    void write(Connection connection, List<LocationStore.Pending> batch) throws SQLException {
        try (PreparedStatement up = connection.prepareStatement(upsert);
                PreparedStatement down = connection.prepareStatement(delete)) {
            boolean ups = false;
            boolean downs = false;
            for (LocationStore.Pending p : batch) {
                if (p.binding() == null) {
                    down.setString(1, p.ruid());
                    down.addBatch();
                    downs = true;
                } else {
                    set(up, p.aor(), p.binding());
                    up.addBatch();
                    ups = true;
                }
            }
            if (ups) {
                up.executeBatch();
            }
            if (downs) {
                down.executeBatch();
            }
        }
    }

    /** The embedded database writes to disk behind the commit; ask it to do so now. */
    void sync(Database database) throws SQLException {
        if (database.url().kind() == DatabaseUrl.Kind.H2) {
            database.with(connection -> {
                try (Statement s = connection.createStatement()) {
                    return s.execute("CHECKPOINT SYNC");
                }
            });
        }
    }

    private void set(PreparedStatement s, String aor, Binding b) throws SQLException {
        int at = useDomain ? aor.lastIndexOf('@') : -1;
        s.setString(1, b.ruid());
        s.setString(2, cut(at < 0 ? aor : aor.substring(0, at), 64));
        s.setString(3, at < 0 ? null : cut(aor.substring(at + 1), 64));
        s.setString(4, cut(b.contact(), 512));
        s.setString(5, cut(b.route().received(), 128));
        s.setString(6, cut(b.route().path(), 512));
        s.setTimestamp(7, new Timestamp(b.registration().expiresAt() * 1000L));
        s.setFloat(8, b.q() < 0 ? -1f : b.q() / 1000f);
        s.setString(9, cut(b.registration().callId(), 255));
        s.setInt(10, b.registration().cseq());
        s.setTimestamp(11, new Timestamp(b.registration().modifiedAt() * 1000L));
        s.setInt(12, b.flags());
        s.setString(13, cut(b.device().userAgent(), 255));
        s.setString(14, cut(b.route().socket(), 64));
        s.setInt(15, b.device().methods());
        if (b.device().instance() == null) {
            s.setNull(16, Types.VARCHAR);
        } else {
            s.setString(16, cut(b.device().instance(), 255));
        }
        s.setInt(17, b.device().regId());
        s.setInt(18, (int) (b.route().flowId() & Integer.MAX_VALUE));
    }

    private static String cut(String text, int limit) {
        return text == null || text.length() <= limit ? text : text.substring(0, limit);
    }

    int load(Connection connection, Location location, long nowSeconds) throws SQLException {
        int count = 0;
        try (PreparedStatement s = connection.prepareStatement(select);
                ResultSet r = s.executeQuery()) {
            while (r.next()) {
                Binding b = binding(r);
                if (b.isValid(nowSeconds)) {
                    String domain = r.getString(3);
                    String user = r.getString(2);
                    boolean withDomain = useDomain && domain != null && !domain.isEmpty();
                    location.load(withDomain ? user + '@' + domain : user, List.of(b));
                    count++;
                }
            }
        }
        return count;
    }

    private static Binding binding(ResultSet r) throws SQLException {
        Timestamp expires = r.getTimestamp(7);
        Timestamp modified = r.getTimestamp(11);
        float q = r.getFloat(8);
        long expiresAt = expires == null ? PERMANENT_ROW : expires.getTime() / 1000;
        int methods = r.getInt(15);
        boolean anyMethod = r.wasNull();
        return new Binding(
                r.getString(1),
                r.getString(4),
                new Binding.Registration(
                        r.getString(9), r.getInt(10), expiresAt, modified == null ? 0 : modified.getTime()),
                new Binding.Reach(r.getString(5), r.getString(6), r.getString(14), 0, ""),
                new Binding.Device(r.getString(16), r.getInt(17), r.getString(13), anyMethod ? -1 : methods),
                q < 0 ? -1 : Math.round(q * 1000),
                r.getInt(12));
    }
}
