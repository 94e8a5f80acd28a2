package org.breakwater.script.module.sqlops;

import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $dbr(result=>…)} and {@code $sqlrows(connection)}. */
final class SqlVariables {

    private static final String COLUMN_NAME = "colname[";

    private final SqlConnections connections;

    SqlVariables(SqlConnections connections) {
        this.connections = connections;
    }

    Pv rows(PvSpec spec, LoadContext load) throws FixupException {
        SqlConnections.Connection connection = connections.find(inner(spec));
        return ctx -> {
            long changed = QueryResults.changed(ctx, connection.name());
            return Value.of((int) Math.min(Integer.MAX_VALUE, changed));
        };
    }

    Pv result(PvSpec spec, LoadContext load) throws FixupException {
        String text = inner(spec);
        int arrow = text.indexOf("=>");
        if (arrow < 1) {
            throw new FixupException("$dbr(" + text + "): write $dbr(result=>key)");
        }
        String name = text.substring(0, arrow).trim();
        String key = text.substring(arrow + 2).trim();
        if (key.equals("rows")) {
            return ctx -> Value.of(QueryResults.table(ctx, name).rows().size());
        }
        if (key.equals("cols")) {
            return ctx -> Value.of(QueryResults.table(ctx, name).columns().size());
        }
        if (key.startsWith(COLUMN_NAME) && key.endsWith("]")) {
            Expression column = load.format(key.substring(COLUMN_NAME.length(), key.length() - 1));
            return ctx -> QueryResults.table(ctx, name).columnName(column.asInt(ctx));
        }
        return cell(name, key, load);
    }

    private static Pv cell(String name, String key, LoadContext load) throws FixupException {
        List<String> place = key.startsWith("[") && key.endsWith("]")
                ? Lists.split(key.substring(1, key.length() - 1), ",")
                : List.of();
        if (place.size() != 2) {
            throw new FixupException(
                    "$dbr(" + name + "=>" + key + "): the key is rows, cols, colname[n] or [row,column]");
        }
        Expression row = load.format(place.get(0));
        Expression column = load.format(place.get(1));
        return ctx -> QueryResults.table(ctx, name).at(row.asInt(ctx), column.asInt(ctx));
    }

    private static String inner(PvSpec spec) throws FixupException {
        if (spec.inner() == null || spec.inner().text().isBlank()) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return spec.inner().text().trim();
    }
}
