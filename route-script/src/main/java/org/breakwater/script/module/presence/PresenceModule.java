package org.breakwater.script.module.presence;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;

/** Export table of presence. PUBLISH and SUBSCRIBE are answered with 501. */
public final class PresenceModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final int NOT_IMPLEMENTED = 501;

    private final Signalling signalling;
    private final ModuleExports exports;

    /** Refusals go out through {@code signalling}. */
    public PresenceModule(Signalling signalling) {
        this.signalling = signalling;
        ModuleExports.Builder table = ModuleExports.of("presence");
        for (String name : new String[] {"handle_publish", "handle_subscribe"}) {
            table.function(FunctionExport.onWorker(name, REQUEST, (a, l) -> this::refuse))
                    .function(FunctionExport.onWorker(name, REQUEST, (a, l) -> this::refuse, STRING));
        }
        unavailable(table, "pres_auth_status", REQUEST, STRING, STRING);
        unavailable(table, "pres_refresh_watchers", FunctionExport.ANY_ROUTE, STRING, STRING, INT);
        unavailable(table, "pres_refresh_watchers", FunctionExport.ANY_ROUTE, STRING, STRING, INT, STRING, STRING);
        unavailable(table, "pres_update_watchers", FunctionExport.ANY_ROUTE, STRING, STRING);
        unavailable(table, "pres_has_subscribers", FunctionExport.ANY_ROUTE, STRING, STRING);
        table.pv(new PvExport("subs", (spec, load) -> ctx -> Value.NULL))
                .pv(new PvExport("notify_reply", (spec, load) -> ctx -> Value.NULL));
        this.exports = KnownParameters.complete(table);
    }

    private static void unavailable(
            ModuleExports.Builder table, String name, Set<RouteKind> routes, ArgumentKind... parameters) {
        table.function(FunctionExport.of(name, routes, (a, l) -> ctx -> -1, parameters));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private int refuse(ScriptContext ctx) {
        ctx.log(0, "presence: " + ctx.message().methodName() + " refused, this server has no presence service\n");
        signalling.reply(ctx, NOT_IMPLEMENTED, "Presence Not Available");
        return -1;
    }
}
