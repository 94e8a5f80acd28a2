package org.breakwater.script.module.pike;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.net.InetAddress;
import java.util.Set;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;

/** Export table of pike. */
public final class PikeModule implements ScriptModule {

    private static final Set<RouteKind> ROUTES = Set.of(RouteKind.REQUEST, RouteKind.ONREPLY, RouteKind.CORE_REPLY);

    private final TimeSource time;
    private final ModuleExports exports;
    private int unitSeconds = 2;
    private int limit = 30;
    private int removeLatency = 120;
    private int logLevel;
    private Sources sources;
    private ModuleRuntime.Repetition forgetting;

    /** Counts by {@code time}. */
    public PikeModule(TimeSource time) {
        this.time = time;
        this.exports = ModuleExports.of("pike")
                .parameter(ParameterExport.integer("sampling_time_unit", v -> unitSeconds = positive(v)))
                .parameter(ParameterExport.integer("reqs_density_per_unit", v -> limit = positive(v)))
                .parameter(ParameterExport.integer("remove_latency", v -> removeLatency = positive(v)))
                .parameter(ParameterExport.integer("pike_log_level", v -> logLevel = v))
                .function(FunctionExport.of("pike_check_req", ROUTES, (a, l) -> this::checkSource))
                .function(FunctionExport.of("pike_check_ip", ROUTES, (a, l) -> checkAddress(a), STRING))
                .rpc(new RpcExport(
                        "pike.top",
                        "Lists blocked sources; with ALL also the others.",
                        p -> sources.list(p.isEmpty() || !"ALL".equalsIgnoreCase(String.valueOf(p.get(0))))))
                .rpc(new RpcExport("pike.list", "Lists all sources that are watched.", p -> sources.list(false)))
                .build();
    }

    private static int positive(int value) throws FixupException {
        if (value < 1) {
            throw new FixupException("the value must be 1 or more");
        }
        return value;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        sources = new Sources(time, unitSeconds, limit);
    }

    @Override
    public void running(ModuleRuntime runtime) {
        int quietUnits = Math.max(1, removeLatency / unitSeconds);
        forgetting = runtime.every(
                unitSeconds * 1000L,
                () -> sources.forget(
                        quietUnits,
                        address -> runtime.log().log(
                                logLevel, "PIKE - UNBLOCKing node " + Addresses.text(address) + "\n")));
    }

    @Override
    public void stop() {
        if (forgetting != null) {
            forgetting.close();
        }
    }

    private int checkSource(ScriptContext ctx) {
        return ctx.flow() == null ? 1 : check(ctx, ctx.flow().remote().getAddress());
    }

    private Action checkAddress(Arguments a) {
        Expression address = a.expression(0);
        return ctx -> {
            InetAddress ip = Addresses.numeric(address.asText(ctx));
            return ip == null ? 1 : check(ctx, ip);
        };
    }

    private int check(ScriptContext ctx, InetAddress address) {
        return switch (sources.count(address)) {
            case PASSES -> 1;
            case STILL_BLOCKED -> -1;
            case NEWLY_BLOCKED -> {
                ctx.log(logLevel, "PIKE - BLOCKing ip " + Addresses.text(address) + "\n");
                yield -2;
            }
        };
    }
}
