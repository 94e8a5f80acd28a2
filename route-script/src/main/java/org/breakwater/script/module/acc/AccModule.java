package org.breakwater.script.module.acc;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.time.ZoneId;
import java.util.Set;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.Signalling;

/** Export table of acc. */
public final class AccModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final String REQUESTED = "ACC: request accounted: ";

    private final Signalling signalling;
    private final Directories directories;
    private final AccSettings settings = new AccSettings();
    private final Accounting accounting;
    private final ModuleExports exports;

    /**
     * @param signalling tells of transactions
     * @param directories databases for {@code db_url}
     * @param zone in which the time column is written
     */
    public AccModule(Signalling signalling, Directories directories, TimeSource time, ZoneId zone) {
        this.signalling = signalling;
        this.directories = directories;
        this.accounting = new Accounting(settings, time, zone);
        ModuleExports.Builder table = ModuleExports.of("acc");
        settings.export(table);
        table.function(FunctionExport.of("acc_log_request", ANY, (a, l) -> logRequest(a), STRING))
                .function(FunctionExport.of("acc_db_request", ANY, (a, l) -> dbRequest(a), STRING, STRING))
                .function(FunctionExport.of("acc_request", ANY, (a, l) -> request(a), STRING, STRING));
        this.exports = KnownParameters.complete(table);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        settings.start(load);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        if (settings.dbUrl != null && !settings.dbUrl.isEmpty()) {
            accounting.open(directories.at(settings.dbUrl).sql());
        }
        signalling.addListener(accounting);
    }

    private Action logRequest(Arguments a) {
        Expression comment = a.expression(0);
        return ctx -> {
            accounting.log(ctx, accounting.requested(ctx, comment.asText(ctx)), REQUESTED);
            return 1;
        };
    }

    private Action dbRequest(Arguments a) {
        Expression comment = a.expression(0);
        Expression table = a.expression(1);
        return ctx ->
                accounting.insert(ctx, accounting.requested(ctx, comment.asText(ctx)), table.asText(ctx)) ? 1 : -1;
    }

    private Action request(Arguments a) {
        Expression comment = a.expression(0);
        Expression table = a.expression(1);
        return ctx -> {
            AccRecord record = accounting.requested(ctx, comment.asText(ctx));
            accounting.log(ctx, record, REQUESTED);
            accounting.insert(ctx, record, table.asText(ctx));
            return 1;
        };
    }
}
