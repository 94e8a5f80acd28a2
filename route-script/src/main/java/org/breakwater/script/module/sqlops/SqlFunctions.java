package org.breakwater.script.module.sqlops;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.pv.ExtendedAvps;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.run.Xavps;

/** Behaviour of the query functions. */
final class SqlFunctions {

    private static final int ERROR = -1;
    private static final int ROWS = 1;
    private static final int NO_ROWS = 2;
    private static final int DISCARDED = 3;

    private final SqlConnections connections;
    private final ResultNames names;
    private final ZoneId zone;

    SqlFunctions(SqlConnections connections, ResultNames names, ZoneId zone) {
        this.connections = connections;
        this.names = names;
        this.zone = zone;
    }

    /** What becomes of the rows. */
    @FunctionalInterface
    private interface Sink {
        /** Takes a table of one row or more; gives the function's return code. */
        int take(ScriptContext ctx, QueryResults.Table table);
    }

    Action query(Arguments a) throws FixupException {
        if (a.count() < 3) {
            return run(a, (ctx, table) -> DISCARDED);
        }
        String name = names.declare(a.constantString(2));
        Action query = run(a, (ctx, table) -> {
            QueryResults.of(ctx).keep(name, table);
            return ROWS;
        });
        return ctx -> {
            QueryResults.of(ctx).free(name);
            return query.run(ctx);
        };
    }

    Action xquery(Arguments a) throws FixupException {
        String root = a.constantString(2).trim();
        return run(a, (ctx, table) -> {
            Xavps records = ExtendedAvps.XAVP.of(ctx);
            for (int row = table.rows().size() - 1; row >= 0; row--) {
                Map<String, List<Value>> record = records.push(root);
                for (int column = 0; column < table.columns().size(); column++) {
                    record.computeIfAbsent(table.columns().get(column), k -> new ArrayList<>(1))
                            .add(table.at(row, column));
                }
            }
            return ROWS;
        });
    }

    Action pvquery(Arguments a, LoadContext load) throws FixupException {
        List<Target> targets = targets(a.constantString(2), load);
        return run(a, (ctx, table) -> {
            if (table.columns().size() > targets.size()) {
                ctx.log(
                        -1,
                        "sql_pvquery: " + table.columns().size() + " columns, but only " + targets.size()
                                + " variables to put them in\n");
                return ERROR;
            }
            for (int row = table.rows().size() - 1; row >= 0; row--) {
                for (int column = 0; column < table.columns().size(); column++) {
                    if (!targets.get(column).put(ctx, table.at(row, column))) {
                        return ERROR;
                    }
                }
            }
            return ROWS;
        });
    }

    /** A variable to put a column in; NULL leaves an AVP alone. */
    private record Target(Pv variable, boolean skipsNull) {
        boolean put(ScriptContext ctx, Value value) {
            return skipsNull && value.isNull() || variable.set(ctx, value);
        }
    }

    private static List<Target> targets(String text, LoadContext load) throws FixupException {
        List<Target> targets = new ArrayList<>();
        for (String name : Lists.split(text, ",;")) {
            Pv variable = load.pv(name);
            if (!variable.isWritable()) {
                throw new FixupException("sql_pvquery: " + name + " cannot be written");
            }
            targets.add(new Target(variable, name.startsWith("$avp") || name.startsWith("$(avp")));
        }
        return targets;
    }

    Action async(Arguments a) throws FixupException {
        SqlConnections.Connection connection = connections.find(a.constantString(0));
        Expression statement = a.expression(1);
        return ctx -> connection.start(statement.asText(ctx)) ? 1 : ERROR;
    }

    Action free(Arguments a) throws FixupException {
        String name = names.declare(a.constantString(0));
        return ctx -> {
            QueryResults.of(ctx).free(name);
            return 1;
        };
    }

    private Action run(Arguments a, Sink sink) throws FixupException {
        SqlConnections.Connection connection = connections.find(a.constantString(0));
        Expression statement = a.expression(1);
        return ctx -> {
            SqlResult result = connection.run(statement.asText(ctx));
            if (result instanceof SqlResult.Failed failed) {
                ctx.log(-1, "sqlops: connection " + connection.name() + ": " + failed.message() + "\n");
                return ERROR;
            }
            if (result instanceof SqlResult.Updated updated) {
                QueryResults.of(ctx).setChanged(connection.name(), updated.count());
                return NO_ROWS;
            }
            SqlResult.Rows rows = (SqlResult.Rows) result;
            QueryResults.of(ctx).setChanged(connection.name(), rows.rows().size());
            return rows.rows().isEmpty() ? NO_ROWS : sink.take(ctx, SqlText.table(rows, zone));
        };
    }
}
