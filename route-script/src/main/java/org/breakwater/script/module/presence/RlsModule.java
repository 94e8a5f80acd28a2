package org.breakwater.script.module.presence;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** Export table of rls: subscriptions to lists (RFC 4662), told from others. Module presence deals with both. */
public final class RlsModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);

    private final PresencePort port;
    private final ModuleExports exports;
    private PresenceModule presence;
    private int toPresenceCode;

    /** Asks {@code port} what is a list. */
    public RlsModule(PresencePort port) {
        this.port = port;
        this.exports = KnownParameters.complete(ModuleExports.of("rls")
                .parameter(ParameterExport.integer("to_presence_code", v -> toPresenceCode = v))
                .function(FunctionExport.onWorker("rls_handle_subscribe", REQUEST, (a, l) -> ctx -> subscribe(ctx, "")))
                .function(FunctionExport.onWorker(
                        "rls_handle_subscribe",
                        REQUEST,
                        (a, l) -> {
                            Expression watcher = a.expression(0);
                            return ctx -> subscribe(ctx, watcher.asText(ctx));
                        },
                        STRING))
                // States are read from memory, so no NOTIFY of another server is ever about a list.
                .function(FunctionExport.of("rls_handle_notify", REQUEST, (a, l) -> ctx -> toPresenceCode))
                .function(FunctionExport.ofTexts("rls_update_subs", FunctionExport.ANY_ROUTE, (ctx, uri, event) -> {
                    port.documentsChanged();
                    return 1;
                })));
    }

    private int subscribe(ScriptContext ctx, String watcher) {
        PresenceRequest request = new PresenceRequest(ctx.message(), ctx.requestUri(), watcher, ctx.flow(), "");
        return port.isList(request) ? presence.handle(ctx, watcher, false) : toPresenceCode;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        presence = load.module(PresenceModule.class)
                .orElseThrow(() -> new FixupException("module presence must be loaded as well"));
    }
}
