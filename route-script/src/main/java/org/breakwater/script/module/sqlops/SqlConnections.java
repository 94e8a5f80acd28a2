package org.breakwater.script.module.sqlops;

import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.sql.DatabaseException;
import org.breakwater.platform.directory.sql.DatabaseUrl;
import org.breakwater.platform.directory.sql.SqlExecutor;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.ScriptLog;
import org.breakwater.sip.message.Octets;

/** Databases by the names {@code sqlcon} gives them. Declared while the script loads, opened when the server runs. */
final class SqlConnections {

    private final Directories directories;
    private final Map<String, Connection> byName = new LinkedHashMap<>();

    SqlConnections(Directories directories) {
        this.directories = directories;
    }

    /** Takes {@code name=>url}. */
    void declare(String text) throws FixupException {
        int arrow = text.indexOf("=>");
        if (arrow < 1) {
            throw new FixupException("sqlcon: write name=>url");
        }
        String name = text.substring(0, arrow).trim();
        String url = text.substring(arrow + 2).trim();
        try {
            DatabaseUrl.parse(url);
        } catch (IllegalArgumentException e) {
            throw new FixupException("sqlcon " + name + ": " + e.getMessage());
        }
        if (byName.putIfAbsent(name, new Connection(name, url)) != null) {
            throw new FixupException("sqlcon " + name + " is declared twice");
        }
    }

    Connection find(String name) throws FixupException {
        Connection found = byName.get(name.trim());
        if (found == null) {
            throw new FixupException("no database connection " + name.trim() + "; declare it with sqlcon");
        }
        return found;
    }

    void open(ScriptLog log) {
        byName.values().forEach(c -> c.open(directories, log));
    }

    /** One database. */
    static final class Connection {
        private final String name;
        private final String url;
        private volatile SqlExecutor sql;
        private volatile ScriptLog log;

        Connection(String name, String url) {
            this.name = name;
            this.url = url;
        }

        String name() {
            return name;
        }

        private void open(Directories directories, ScriptLog newLog) {
            log = newLog;
            try {
                sql = directories.at(url).sql();
            } catch (DatabaseException e) {
                newLog.log(-1, "sqlops: connection " + name + ": " + e.getMessage() + "\n");
            }
        }

        /** Waits for the statement's result. */
        SqlResult run(String wireText) {
            SqlExecutor here = sql;
            return here == null
                    ? new SqlResult.Failed("the database is not open", "")
                    : here.executeBlocking(Octets.toUnicode(wireText));
        }

        /** Starts a statement nobody waits for; false when that is not possible at all. */
        boolean start(String wireText) {
            SqlExecutor here = sql;
            if (here == null) {
                return false;
            }
            here.execute(Octets.toUnicode(wireText)).thenAccept(this::report);
            return true;
        }

        private void report(SqlResult result) {
            if (result instanceof SqlResult.Failed failed) {
                log.log(-1, "sqlops: connection " + name + ": " + failed.message() + "\n");
            }
        }
    }
}
