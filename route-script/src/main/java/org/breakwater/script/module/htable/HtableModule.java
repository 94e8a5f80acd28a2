package org.breakwater.script.module.htable;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.directory.sql.SqlName;
import org.breakwater.platform.directory.sql.SqlResult;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;

/** Export table of htable. */
public final class HtableModule implements ScriptModule {

    private final Directories directories;
    private final TimeSource time;
    private final HashTables tables;
    private final Columns columns = new Columns();
    private final ModuleExports exports;
    private String dbUrl;
    private boolean dbExpires;
    private int timerInterval = 20;
    private volatile ModuleRuntime runtime;
    private ModuleRuntime.Repetition sweeping;

    /** Names of the columns tables are loaded from. */
    private static final class Columns {
        private String key = "key_name";
        private String keyType = "key_type";
        private String valueType = "value_type";
        private String value = "key_value";
        private String expires = "expires";
    }

    /** Tables are loaded from {@code directories} if they ask for it; they expire by {@code time}. */
    public HtableModule(Directories directories, TimeSource time) {
        this.directories = directories;
        this.time = time;
        this.tables = new HashTables(time);
        ModuleExports.Builder table = ModuleExports.of("htable")
                .parameter(ParameterExport.string("htable", tables::declare))
                .parameter(ParameterExport.string("db_url", v -> dbUrl = v))
                .parameter(ParameterExport.string("key_name_column", v -> columns.key = v))
                .parameter(ParameterExport.string("key_type_column", v -> columns.keyType = v))
                .parameter(ParameterExport.string("value_type_column", v -> columns.valueType = v))
                .parameter(ParameterExport.string("key_value_column", v -> columns.value = v))
                .parameter(ParameterExport.string("expires_column", v -> columns.expires = v))
                .parameter(ParameterExport.integer("db_expires", v -> dbExpires = v != 0))
                .parameter(ParameterExport.integer("timer_interval", v -> timerInterval = v));
        new HtableVariables(tables).export(table);
        new HtableFunctions(tables).export(table);
        new HtableCommands(tables, this::load).export(table);
        this.exports = KnownParameters.complete(table);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        for (HashTable table : tables.all()) {
            if (table.shape().dbTable() != null && dbUrl == null) {
                throw new FixupException("table " + table.shape().name() + " has a dbtable: set db_url");
            }
        }
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        runtime = newRuntime;
        tables.all().stream().filter(t -> t.shape().dbTable() != null).forEach(this::load);
        newRuntime
                .eventRoute("htable:mod-init")
                .ifPresent(
                        r -> newRuntime.run(r, newRuntime.context(EventRequest.create(), null, RouteKind.EVENT), null));
        sweeping = newRuntime.every(Math.max(1, timerInterval) * 1000L, this::sweep);
    }

    @Override
    public void stop() {
        if (sweeping != null) {
            sweeping.close();
        }
    }

    private void sweep() {
        for (HashTable table : tables.all()) {
            Route route =
                    runtime.eventRoute("htable:expired:" + table.shape().name()).orElse(null);
            table.removeExpired((key, value) -> {
                if (route != null) {
                    ScriptContext ctx = runtime.context(EventRequest.create(), null, RouteKind.EVENT);
                    ctx.attachments().put(ExpiredItem.KEY, new ExpiredItem(key, value));
                    runtime.run(route, ctx, null);
                }
            });
        }
    }

    /** Reads a table on the pool; what it holds stays until then. */
    private void load(HashTable table) {
        try {
            runtime.blocking().execute(() -> read(table));
        } catch (RejectedExecutionException e) {
            runtime.log().log(-1, "htable: table " + table.shape().name() + " is not read, too much is waiting\n");
        }
    }

    private void read(HashTable table) {
        String sql = "SELECT " + SqlName.quote(columns.key) + ", " + SqlName.quote(columns.keyType) + ", "
                + SqlName.quote(columns.valueType) + ", " + SqlName.quote(columns.value) + ", "
                + SqlName.quote(columns.expires) + " FROM "
                + SqlName.quote(table.shape().dbTable());
        SqlResult result = directories.at(dbUrl).sql().executeBlocking(sql);
        if (result instanceof SqlResult.Rows rows) {
            rows.rows().forEach(row -> add(table, row));
        } else if (result instanceof SqlResult.Failed failed) {
            runtime.log().log(
                    -1, "htable: table " + table.shape().name() + " cannot be read: " + failed.message() + "\n");
        }
    }

    /** Array keys (type 1) get their index, counted from 0 in order of the rows. */
    private void add(HashTable table, List<Object> row) {
        String key = Octets.fromUnicode(String.valueOf(row.get(0)));
        String text = Octets.fromUnicode(String.valueOf(row.get(3)));
        if ("1".equals(String.valueOf(row.get(1)))) {
            key = key + '[' + table.count((k, v) -> k.startsWith(keyPrefix(row))) + ']';
        }
        Value value = "1".equals(String.valueOf(row.get(2))) ? Value.of(Numbers.parseOrZero(text)) : Value.of(text);
        long expires = row.get(4) instanceof Long seconds ? seconds : 0;
        if (dbExpires && expires > 0) {
            long left = expires - time.epochSeconds();
            if (left > 0) {
                table.put(key, value, (int) left);
            }
        } else {
            table.put(key, value);
        }
    }

    private static String keyPrefix(List<Object> row) {
        return Octets.fromUnicode(String.valueOf(row.get(0))) + '[';
    }
}
