package org.breakwater.script.module.debugger;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/** Export table of debugger. */
public final class DebuggerModule implements ScriptModule {

    private static final Set<RouteKind> MESSAGES = Set.of(RouteKind.REQUEST, RouteKind.ONREPLY, RouteKind.CORE_REPLY);
    private static final int DEBUG_LEVEL = 3;

    private final ModuleExports exports;
    private boolean trace;
    private volatile int workers;

    /** Needs nothing. */
    public DebuggerModule() {
        this.exports = KnownParameters.complete(ModuleExports.of("debugger")
                .parameter(ParameterExport.integer("cfgtrace", v -> trace = v != 0))
                .function(FunctionExport.of(
                        "dbg_breakpoint", FunctionExport.ANY_ROUTE, (a, l) -> ctx -> 1, CONSTANT_STRING))
                .function(FunctionExport.of("dbg_pv_dump", FunctionExport.ANY_ROUTE, (a, l) -> this::dump))
                .function(FunctionExport.of("dbg_pv_dump", FunctionExport.ANY_ROUTE, (a, l) -> this::dump, INT))
                .function(FunctionExport.of("dbg_pv_dump", FunctionExport.ANY_ROUTE, (a, l) -> this::dump, INT, STRING))
                .function(FunctionExport.of("dbg_sip_msg", MESSAGES, (a, l) -> message(a)))
                .function(FunctionExport.of("dbg_sip_msg", MESSAGES, (a, l) -> message(a), STRING))
                .function(FunctionExport.of("dbg_sip_msg", MESSAGES, (a, l) -> message(a), STRING, STRING))
                .rpc(new RpcExport("dbg.ls", "Lists the places where scripts run.", p -> places())));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        if (trace) {
            load.warn("debugger: cfgtrace has no effect; the script's steps are not logged");
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        workers = runtime.workers().all().size();
    }

    private int dump(ScriptContext ctx) {
        ctx.log(DEBUG_LEVEL, "dbg_pv_dump: " + ctx.scope().avps().xavps().describe() + "\n");
        return 1;
    }

    private static Action message(Arguments a) {
        return ctx -> {
            ctx.log(DEBUG_LEVEL, "dbg_sip_msg:\n" + ctx.message() + "\n");
            return 1;
        };
    }

    private Object places() {
        List<Object> places = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            places.add(Map.of("entry", i, "kind", "worker"));
        }
        return places;
    }
}
