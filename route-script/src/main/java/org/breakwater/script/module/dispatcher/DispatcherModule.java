package org.breakwater.script.module.dispatcher;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;
import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.breakwater.platform.directory.Directories;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;

/** Export table of dispatcher. */
public final class DispatcherModule implements ScriptModule {

    private static final Set<RouteKind> TARGETS = Set.of(REQUEST, FAILURE);
    private static final Set<RouteKind> MARKS = Set.of(REQUEST, FAILURE, ONREPLY, CORE_REPLY);
    private static final Set<RouteKind> SOURCES = Set.of(REQUEST, FAILURE, ONREPLY, BRANCH, CORE_REPLY);
    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    private final Signalling signalling;
    private final Directories directories;
    private final TimeSource time;
    private final DispatcherSettings settings = new DispatcherSettings();
    private final Selection selection;
    private final ModuleExports exports;
    private volatile GatewayList gateways = GatewayList.EMPTY;
    private volatile ModuleRuntime runtime;
    private Choice choice;
    private Membership membership;
    private ModuleRuntime.Repetition probing;

    /**
     * @param signalling sends probes
     * @param directories databases for {@code db_url}
     * @param random for random and weighted selection
     */
    public DispatcherModule(Signalling signalling, Directories directories, TimeSource time, RandomGenerator random) {
        this.signalling = signalling;
        this.directories = directories;
        this.time = time;
        this.selection = new Selection(random);
        ModuleExports.Builder table = ModuleExports.of("dispatcher");
        settings.export(table);
        selecting(table);
        going(table);
        asking(table);
        new DispatcherCommands(() -> gateways, this::reload).export(table);
        this.exports = KnownParameters.complete(table);
    }

    private void selecting(ModuleExports.Builder table) {
        select(table, "ds_select_dst", TARGETS, Choice.Part.NEXT_HOP);
        select(table, "ds_select_domain", TARGETS, Choice.Part.DOMAIN);
        select(table, "ds_select", ANY, null);
        table.function(FunctionExport.of("ds_select_routes", TARGETS, (a, l) -> routes(a), STRING, STRING))
                .function(FunctionExport.of("ds_select_routes", TARGETS, (a, l) -> routes(a), STRING, STRING, INT));
    }

    private void select(ModuleExports.Builder table, String name, Set<RouteKind> routes, Choice.Part part) {
        table.function(FunctionExport.of(name, routes, (a, l) -> select(a, part), INT, INT))
                .function(FunctionExport.of(name, routes, (a, l) -> select(a, part), INT, INT, INT));
    }

    private void going(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "ds_next_dst", TARGETS, (a, l) -> ctx -> choice.next(ctx, Choice.Part.NEXT_HOP)))
                .function(FunctionExport.of(
                        "ds_next_domain", TARGETS, (a, l) -> ctx -> choice.next(ctx, Choice.Part.DOMAIN)))
                .function(FunctionExport.of(
                        "ds_set_dst", TARGETS, (a, l) -> ctx -> choice.useCurrent(ctx, Choice.Part.NEXT_HOP)))
                .function(FunctionExport.of(
                        "ds_set_domain", TARGETS, (a, l) -> ctx -> choice.useCurrent(ctx, Choice.Part.DOMAIN)))
                .function(FunctionExport.of("ds_mark_dst", MARKS, (a, l) -> ctx -> mark(ctx, "ip")))
                .function(FunctionExport.of("ds_mark_dst", MARKS, (a, l) -> mark(a.expression(0)), STRING));
    }

    private void asking(ModuleExports.Builder table) {
        table.function(FunctionExport.of("ds_is_from_list", SOURCES, (a, l) -> isFrom(a)))
                .function(FunctionExport.of("ds_is_from_list", ANY, (a, l) -> isFrom(a), INT))
                .function(FunctionExport.of("ds_is_from_list", ANY, (a, l) -> isFrom(a), INT, INT))
                .function(FunctionExport.of("ds_is_from_list", ANY, (a, l) -> isFrom(a), INT, INT, STRING))
                .function(FunctionExport.of("ds_list_exist", ANY, (a, l) -> exists(a.expression(0)), INT))
                .function(FunctionExport.of("ds_list_exists", ANY, (a, l) -> exists(a.expression(0)), INT))
                .function(FunctionExport.of("ds_is_active", ANY, (a, l) -> isActive(a), INT))
                .function(FunctionExport.of("ds_is_active", ANY, (a, l) -> isActive(a), INT, STRING))
                .function(FunctionExport.of("ds_load_update", ANY, (a, l) -> ctx -> 1))
                .function(FunctionExport.of("ds_load_unset", ANY, (a, l) -> ctx -> 1))
                .function(FunctionExport.blocking("ds_reload", ANY, (a, l) -> this::reload))
                .pv(new PvExport("dsv", (spec, load) -> ctx -> Value.NULL));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        choice = new Choice(settings.choice());
        membership = new Membership(new Membership.Variables(
                variable(settings.setVariable, load), variable(settings.attributesVariable, load)));
        if (settings.hashed != null) {
            selection.setHashed(load.format(settings.hashed));
        }
        if (settings.dbUrl == null) {
            gateways = GatewayList.read(Path.of(settings.listFile));
        }
    }

    private static Pv variable(String text, LoadContext load) throws FixupException {
        return text == null || text.isEmpty() ? null : load.pv(text);
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        runtime = newRuntime;
        if (settings.dbUrl != null) {
            try {
                newRuntime.blocking().execute(this::readTable);
            } catch (RejectedExecutionException e) {
                newRuntime.log().log(-1, "dispatcher: the table is not read, too much is waiting\n");
            }
        }
        if (settings.pingInterval > 0) {
            Probing probes = new Probing(signalling, time, settings.probing());
            probing = newRuntime.every(settings.pingInterval * 1000L, () -> probes.probe(() -> gateways, newRuntime));
        }
    }

    @Override
    public void stop() {
        if (probing != null) {
            probing.close();
        }
    }

    private void reload() throws RpcException {
        if (!readAgain()) {
            throw new RpcException(500, "the gateways cannot be read, the old ones stay");
        }
    }

    private int reload(ScriptContext ctx) {
        return readAgain() ? 1 : -1;
    }

    private boolean readAgain() {
        if (settings.dbUrl != null) {
            return readTable();
        }
        try {
            gateways = GatewayList.read(Path.of(settings.listFile));
            return true;
        } catch (FixupException e) {
            log(e.getMessage());
            return false;
        }
    }

    private boolean readTable() {
        try {
            gateways = new GatewayTable(settings.table)
                    .read(directories.at(settings.dbUrl).sql());
            return true;
        } catch (FixupException e) {
            log(e.getMessage());
            return false;
        }
    }

    private void log(String text) {
        if (runtime != null) {
            runtime.log().log(-1, "dispatcher: " + text + "\n");
        }
    }

    private Action select(Arguments a, Choice.Part part) {
        Expression set = a.expression(0);
        Expression algorithm = a.expression(1);
        Expression limit = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            int how = algorithm.asInt(ctx);
            List<Gateway> order = selection.order(ctx, gateways.set(set.asInt(ctx)), how);
            return apply(ctx, order, how, limit == null ? 0 : limit.asInt(ctx), part);
        };
    }

    private int apply(ScriptContext ctx, List<Gateway> order, int algorithm, int limit, Choice.Part part) {
        if (part == null) {
            if (!order.isEmpty()) {
                choice.remember(ctx, order, limit);
            }
            return order.isEmpty() ? -1 : 1;
        }
        return Selection.isParallel(algorithm)
                ? choice.chooseAll(ctx, order, part)
                : choice.choose(ctx, order, limit, part);
    }

    /** Several sets one after the other: {@code "1=8;2=4"}. */
    private Action routes(Arguments a) {
        Expression rules = a.expression(0);
        Expression mode = a.expression(1);
        Expression limit = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            List<Gateway> order = new ArrayList<>();
            for (String rule : rules.asText(ctx).split(";")) {
                String[] halves = rule.trim().split("=");
                int set = Numbers.parseOrZero(halves[0].trim());
                int how = halves.length < 2 ? 0 : Numbers.parseOrZero(halves[1].trim());
                order.addAll(selection.order(ctx, gateways.set(set), how));
            }
            String how = mode.asText(ctx);
            Choice.Part part = how.equals("0") || how.startsWith("d")
                    ? Choice.Part.NEXT_HOP
                    : how.equals("1") || how.startsWith("r") ? Choice.Part.DOMAIN : null;
            return apply(ctx, order, 0, limit == null ? 0 : limit.asInt(ctx), part);
        };
    }

    private Action mark(Expression state) {
        return ctx -> mark(ctx, state.asText(ctx));
    }

    private int mark(ScriptContext ctx, String state) {
        Integer flags = DispatcherCommands.flags(state);
        String uri = choice.current(ctx);
        if (flags == null || uri == null) {
            return -1;
        }
        int result = -1;
        for (Gateway g : gateways.set(choice.currentSet(ctx))) {
            if (g.uri().equals(uri)) {
                boolean wasUsable = g.isUsable();
                g.setFlags(flags);
                result = 1;
                if (wasUsable != g.isUsable() && runtime != null) {
                    Probing.raise(g, g.isUsable() ? "dispatcher:dst-up" : "dispatcher:dst-down", runtime);
                }
            }
        }
        return result;
    }

    private Action isFrom(Arguments a) {
        Expression set = a.count() > 0 ? a.expression(0) : null;
        Expression mode = a.count() > 1 ? a.expression(1) : null;
        Expression uri = a.count() > 2 ? a.expression(2) : null;
        return ctx -> {
            Membership.Address address = uri != null
                    ? Membership.Address.of(uri.asText(ctx))
                    : ctx.flow() == null ? null : Membership.Address.of(ctx);
            return membership.check(
                    ctx,
                    gateways,
                    set == null ? -1 : set.asInt(ctx),
                    mode == null ? Membership.ANY_PROTOCOL : mode.asInt(ctx),
                    address);
        };
    }

    private Action exists(Expression set) {
        return ctx -> gateways.set(set.asInt(ctx)).isEmpty() ? -1 : 1;
    }

    private Action isActive(Arguments a) {
        Expression set = a.expression(0);
        Expression uri = a.count() > 1 ? a.expression(1) : null;
        return ctx -> gateways.set(set.asInt(ctx)).stream()
                        .anyMatch(g -> g.isUsable() && (uri == null || g.uri().equals(uri.asText(ctx))))
                ? 1
                : -1;
    }
}
