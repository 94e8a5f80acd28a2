package org.breakwater.lifeguard.module;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.breakwater.lifeguard.calls.CallRecorder;
import org.breakwater.lifeguard.sync.SiteCopy;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.registrar.location.Location;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;

/** Export table of the lifeguard module. */
public final class LifeguardModule implements ScriptModule {

    private static final Set<RouteKind> ROUTES = Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.BRANCH);
    private static final int YES = 1;
    private static final int NO = -1;

    private final SiteCopy site;
    private final Mains mains;
    private final Targets targets;
    private final Signalling signalling;
    private final TimeSource time;
    private final Guards guards;
    private final ModuleExports exports;
    private final ContextKey<Set<String>> triedMains = new ContextKey<>("lifeguard mains");
    private final FallenBack fallen;
    private int intervalMillis = 1000;
    private int timeoutMillis = 2000;
    private int emergencyCalls = 5;
    private int emergencySeconds = 60;
    private Probes probes;
    private ModuleRuntime.Repetition probing;

    /**
     * Whom it believes, and what it keeps a record of.
     *
     * @param trust who needs no password
     * @param emergency notes and limits emergency calls
     * @param calls keeps a record of calls
     */
    public record Guards(Trust trust, EmergencyCalls emergency, CallRecorder calls) {}

    /**
     * @param location where phones of the branch register
     * @param signalling sends OPTIONS
     */
    public LifeguardModule(
            SiteCopy site, Mains mains, Location location, Guards guards, Signalling signalling, TimeSource time) {
        this.site = site;
        this.mains = mains;
        this.targets = new Targets(site, location);
        this.guards = guards;
        this.signalling = signalling;
        this.time = time;
        this.fallen = new FallenBack(time);
        this.exports = ModuleExports.of("lifeguard")
                .parameter(ParameterExport.integer("options_interval", v -> intervalMillis = Math.max(100, v)))
                .parameter(ParameterExport.integer("options_timeout", v -> timeoutMillis = Math.max(100, v)))
                .parameter(ParameterExport.integer("emergency_calls", v -> emergencyCalls = Math.max(1, v)))
                .parameter(ParameterExport.integer("emergency_seconds", v -> emergencySeconds = Math.max(1, v)))
                .function(test("lg_mains_tried", ctx -> mains.state().triesMains()))
                .function(test("lg_from_main", ctx -> guards.trust().isMain(ctx.flow())))
                .function(test("lg_from_trunk", ctx -> guards.trust().isTrunk(ctx.flow())))
                .function(FunctionExport.of("lg_local_user", ROUTES, (a, l) -> targets::localUser))
                .function(FunctionExport.of("lg_phones", ROUTES, (a, l) -> targets::phones))
                .function(FunctionExport.of("lg_contact", ROUTES, (a, l) -> targets::contact))
                .function(FunctionExport.of("lg_operator", ROUTES, (a, l) -> targets::operator))
                .function(test("lg_emergency", ctx -> site.list("emergency").contains(Targets.dialled(ctx))))
                .function(test(
                        "lg_emergency_call", ctx -> guards.emergency().admit(ctx, emergencyCalls, emergencySeconds)))
                .function(test("lg_record_call", ctx -> guards.calls().record(ctx)))
                .function(test("lg_feature", this::isFeature))
                .function(test("lg_other_site", this::otherSite))
                .function(test("lg_outside", this::outside))
                .function(test("lg_trunk", this::trunk))
                .function(test("lg_next_main", this::nextMain))
                .function(test("lg_fall_back", ctx -> fallen.add(ctx.message().callId())))
                .function(test(
                        "lg_fell_back", ctx -> fallen.contains(ctx.message().callId())))
                .pv(new PvExport(
                        "lg_verdict",
                        (spec, load) -> ctx -> Value.of(mains.state().name())))
                .build();
    }

    /** A module that is looked at and never runs. */
    public static LifeguardModule forCheck(Signalling signalling) {
        return new LifeguardModule(null, null, null, null, signalling, TimeSource.system());
    }

    private static FunctionExport test(String name, Test test) {
        return FunctionExport.of(name, ROUTES, (a, load) -> ctx -> test.holds(ctx) ? YES : NO);
    }

    /** Something that holds of a message or does not. */
    private interface Test {
        boolean holds(ScriptContext ctx);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        probes = new Probes(signalling, time, mains, timeoutMillis);
        probing = runtime.every(intervalMillis, probes::tick);
        signalling.addListener(guards.calls());
    }

    @Override
    public void stop() {
        if (probing != null) {
            probing.close();
        }
    }

    private boolean isFeature(ScriptContext ctx) {
        String dialled = Targets.dialled(ctx);
        return dialled != null
                && (dialled.startsWith("*")
                        || dialled.startsWith("#")
                        || dialled.startsWith("%23")
                        || site.list("features").contains(dialled));
    }

    private boolean otherSite(ScriptContext ctx) {
        String dialled = Targets.dialled(ctx);
        Optional<String> did = dialled == null ? Optional.empty() : site.did(dialled);
        did.ifPresent(number -> Targets.setUser(ctx, number));
        return did.isPresent();
    }

    private boolean outside(ScriptContext ctx) {
        String dialled = Targets.dialled(ctx);
        String prefix = site.setting("outside_prefix").orElse("0");
        if (dialled == null) {
            return false;
        }
        if (dialled.matches("\\+[0-9]{3,}")) {
            return true;
        }
        boolean outside =
                dialled.startsWith(prefix) && dialled.substring(prefix.length()).matches("[0-9]{3,}");
        if (outside) {
            Targets.setUser(ctx, dialled.substring(prefix.length()));
        }
        return outside;
    }

    /** The next hop is the first main server that answers questions and was not tried for this request. */
    private boolean nextMain(ScriptContext ctx) {
        Set<String> tried = ctx.scope().attachments().get(triedMains);
        if (tried == null) {
            tried = new HashSet<>();
            ctx.scope().attachments().put(triedMains, tried);
        }
        for (String uri : mains.uris()) {
            if ((probes == null || probes.isAnswering(uri)) && tried.add(uri)) {
                ctx.branches().clear();
                ctx.destination().setDstUri(uri);
                return true;
            }
        }
        return false;
    }

    private boolean trunk(ScriptContext ctx) {
        String number = Targets.dialled(ctx);
        List<String> trunks = site.list("trunk");
        if (number == null || trunks.isEmpty()) {
            return false;
        }
        String trunk = trunks.get(0);
        int colon = trunk.indexOf(':');
        ctx.branches().clear();
        ctx.destination().setUri(trunk.substring(0, colon + 1) + number + '@' + trunk.substring(colon + 1));
        ctx.destination().setDstUri(null);
        return true;
    }
}
