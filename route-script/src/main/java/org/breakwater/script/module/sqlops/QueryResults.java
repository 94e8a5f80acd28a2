package org.breakwater.script.module.sqlops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** What the queries of one message gave: tables by result name, and counts of changed rows by connection. */
final class QueryResults {

    private static final ContextKey<QueryResults> KEY = new ContextKey<>("sqlops");

    private final Map<String, Table> tables = new HashMap<>();
    private final Map<String, Long> changed = new HashMap<>();

    /** A result set as the script sees it. */
    record Table(List<String> columns, List<List<Value>> rows) {
        static final Table EMPTY = new Table(List.of(), List.of());

        /** The value at a place, null outside the table. */
        Value at(int row, int column) {
            return row < 0 || row >= rows.size() || column < 0 || column >= columns.size()
                    ? Value.NULL
                    : rows.get(row).get(column);
        }

        Value columnName(int column) {
            return column < 0 || column >= columns.size() ? Value.NULL : Value.of(columns.get(column));
        }
    }

    /** The message's results, to be changed. */
    static QueryResults of(ScriptContext ctx) {
        return ctx.attachments().orNew(KEY, QueryResults::new);
    }

    /** A table; empty when there is none of that name. */
    static Table table(ScriptContext ctx, String name) {
        QueryResults results = ctx.attachments().get(KEY);
        return results == null ? Table.EMPTY : results.tables.getOrDefault(name, Table.EMPTY);
    }

    /** Rows changed by the last statement over a connection. */
    static long changed(ScriptContext ctx, String connection) {
        QueryResults results = ctx.attachments().get(KEY);
        return results == null ? 0 : results.changed.getOrDefault(connection, 0L);
    }

    void keep(String name, Table table) {
        tables.put(name, table);
    }

    void free(String name) {
        tables.remove(name);
    }

    void setChanged(String connection, long rows) {
        changed.put(connection, rows);
    }
}
