package org.breakwater.script.module.rr;

import java.util.regex.Pattern;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Export table of the rr module. */
public final class RrModule implements ScriptModule {

    private static final ArgumentKind TEXT = ArgumentKind.STRING;
    private static final int UPSTREAM = 2;
    private static final int DOWNSTREAM = 1;

    private final RrSettings settings = new RrSettings();
    private final ModuleExports exports;
    private OwnRoutes own;
    private LooseRouter router;
    private RecordRouting recording;

    /** Makes the export table. */
    public RrModule() {
        ModuleExports.Builder table = ModuleExports.of("rr");
        settings.export(table);
        routing(table);
        recording(table);
        questions(table);
        variables(table);
        this.exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        settings.start(load);
        own = new OwnRoutes(load.localDomains());
        router = new LooseRouter(settings, own);
        recording = new RecordRouting(settings, own);
    }

    /** Record-Route for other modules; usable once this module has started. */
    public RecordRouting recording() {
        return recording;
    }

    /** Whether Record-Route tells which party began the dialog ({@code append_fromtag}). */
    public boolean appendsFromTag() {
        return settings.appendFromTag();
    }

    /** Tells a listener of every request that loose_route() routes. */
    public void addListener(RouteListener listener) {
        router.addListener(listener);
    }

    private void routing(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "loose_route", RouteSets.REQUESTS, (a, load) -> ctx -> router.route(ctx, false)))
                .function(FunctionExport.of(
                        "loose_route_preloaded",
                        RouteSets.REQUESTS,
                        (a, load) -> ctx -> router.route(ctx, false) == LooseRouter.ONLY_PRELOADED ? 1 : -1))
                .function(FunctionExport.of(
                        "loose_route_mode",
                        RouteSets.REQUESTS,
                        (a, load) -> {
                            Expression mode = a.expression(0);
                            return ctx -> router.route(ctx, mode.asInt(ctx) == 1);
                        },
                        ArgumentKind.INT));
    }

    private void recording(ModuleExports.Builder table) {
        Action plain = ctx -> recording.record(ctx, "") ? 1 : -1;
        table.function(FunctionExport.of("record_route", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> plain))
                .function(recorder("record_route", (a, ctx) -> new RecordRoute.OfSockets(text(a, 0, ctx)), TEXT))
                .function(recorder(
                        "record_route_preset", (a, ctx) -> new RecordRoute.Preset(text(a, 0, ctx), null), TEXT))
                .function(recorder(
                        "record_route_preset",
                        (a, ctx) -> new RecordRoute.Preset(text(a, 0, ctx), text(a, 1, ctx)),
                        TEXT,
                        TEXT))
                .function(recorder(
                        "record_route_advertised_address",
                        (a, ctx) -> new RecordRoute.Advertised(text(a, 0, ctx)),
                        TEXT))
                .function(FunctionExport.of(
                        "add_rr_param", RouteSets.REQUESTS_FAILURES_BRANCHES, this::addParameters, TEXT))
                .function(FunctionExport.of("remove_record_route", RouteSets.REQUESTS_FAILURES, (a, load) -> ctx -> {
                    recording.remove(ctx);
                    return 1;
                }));
    }

    private static String text(Arguments a, int i, ScriptContext ctx) {
        return a.expression(i).asText(ctx);
    }

    private FunctionExport recorder(String name, FormMaker maker, ArgumentKind... parameters) {
        return FunctionExport.of(
                name,
                RouteSets.REQUESTS_FAILURES_BRANCHES,
                (a, load) -> ctx -> recording.record(ctx, maker.make(a, ctx)) ? 1 : -1,
                parameters);
    }

    private Action addParameters(Arguments a, LoadContext load) {
        Expression text = a.expression(0);
        return ctx -> {
            recording.addParameters(ctx, text.asText(ctx));
            return 1;
        };
    }

    private void questions(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "check_route_param",
                        RouteSets.REQUESTS,
                        (a, load) -> {
                            Pattern pattern = a.regex(0);
                            return ctx -> {
                                String params = own.params(ctx).text();
                                return !params.isEmpty() && PosixRegex.find(pattern, params) ? 1 : -1;
                            };
                        },
                        ArgumentKind.REGEX))
                .function(FunctionExport.of(
                        "is_direction", RouteSets.REQUESTS, this::isDirection, ArgumentKind.CONSTANT_STRING))
                .function(FunctionExport.of("rr_next_hop_route", RouteSets.ANY, (a, load) -> ctx -> {
                    RouteInfo info = ctx.attachments().get(RouteInfo.KEY);
                    return info != null && info.nextHopFromRoute() ? 1 : -1;
                }));
    }

    private Action isDirection(Arguments a, LoadContext load) throws FixupException {
        String direction = a.constantString(0);
        boolean upstream = direction.equalsIgnoreCase("upstream");
        if (!upstream && !direction.equalsIgnoreCase("downstream")) {
            throw new FixupException("is_direction(\"" + direction + "\"): the direction is upstream or downstream");
        }
        return ctx -> own.isUpstream(ctx) == upstream ? 1 : -1;
    }

    private void variables(ModuleExports.Builder table) {
        table.pv(new PvExport("route_uri", (spec, load) -> ctx -> {
                    String uri = OwnRoutes.topUri(ctx);
                    return Value.of(uri == null ? "" : uri);
                }))
                .pv(new PvExport("fti", (spec, load) -> ctx -> Value.of(recording.initialFromTag(ctx))))
                .pv(new PvExport("tti", (spec, load) -> ctx -> Value.of(recording.initialToTag(ctx))))
                .pv(new PvExport("rdir", (spec, load) -> direction(spec)));
    }

    private Pv direction(PvSpec spec) throws FixupException {
        String form = spec.inner() == null ? "" : spec.inner().text();
        return switch (form) {
            case "id" -> ctx -> Value.of(own.isUpstream(ctx) ? UPSTREAM : DOWNSTREAM);
            case "name" -> ctx -> Value.of(own.isUpstream(ctx) ? "upstream" : "downstream");
            default -> throw new FixupException("$rdir(" + form + "): one of id name");
        };
    }

    @FunctionalInterface
    private interface FormMaker {
        RecordRoute.Form make(Arguments a, ScriptContext ctx);
    }
}
