package org.breakwater.script.module.corex;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.module.core.Sockets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.ListenPoint;

/** The corex module. */
public final class CorexModule implements ScriptModule {

    private static final int HIGHEST_EXTENDED_FLAG = 63;

    private static final ContextKey<Long> EXTENDED_FLAGS = new ContextKey<>("extended flags");
    private static final ContextKey<Set<String>> INTERNAL_FLAGS = new ContextKey<>("internal flags");

    private final List<SubdomainAlias> aliases = new ArrayList<>();
    private final ModuleExports exports;

    /** Makes the export table. */
    public CorexModule() {
        ModuleExports.Builder table = ModuleExports.of("corex");
        branches(table);
        sockets(table);
        extendedFlags(table);
        internalFlags(table);
        table.function(
                FunctionExport.of("is_incoming", RouteSets.ANY, (a, load) -> ctx -> ctx.flow() != null ? 1 : -1));
        table.function(
                FunctionExport.of("is_faked_msg", RouteSets.ANY, (a, load) -> ctx -> ctx.flow() == null ? 1 : -1));
        table.parameter(ParameterExport.string("alias_subdomains", v -> aliases.add(SubdomainAlias.parse(v))));
        table.parameter(ParameterExport.ignoredString("dns_cache"));
        table.parameter(ParameterExport.ignoredInteger("nio_intercept"));
        table.parameter(ParameterExport.ignoredInteger("nio_min_msg_len"));
        table.parameter(ParameterExport.ignoredString("nio_msg_avp"));
        table.parameter(ParameterExport.ignoredString("evcb_reply_out"));
        table.pv(new PvExport("cfg", (spec, load) -> {
            String key = spec.inner() == null ? "" : spec.inner().text();
            if (!Set.of("line", "name", "file", "route").contains(key)) {
                throw new FixupException("$cfg(" + key + "): one of line name route");
            }
            return ctx -> Value.NULL;
        }));
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        aliases.forEach(load.localDomains()::add);
    }

    private static void branches(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                "append_branch", RouteSets.REQUESTS_FAILURES, (a, load) -> CorexModule::appendCurrent));
        table.function(FunctionExport.of("append_branch", RouteSets.REQUESTS_FAILURES, (a, load) -> append(a), STRING));
        table.function(FunctionExport.of(
                "append_branch", RouteSets.REQUESTS_FAILURES, (a, load) -> append(a), STRING, STRING));
    }

    /** The current destination becomes a branch; next hop, path, socket and flags of the main one start afresh. */
    private static int appendCurrent(ScriptContext ctx) {
        Destination branch = ctx.destination().copy();
        branch.setUri(ctx.requestUri());
        ctx.branches().add(branch);
        Destination main = ctx.destination();
        main.setDstUri(null);
        main.setPath(null);
        main.setSocket(null);
        main.setFlags(0);
        return 1;
    }

    private static Action append(Arguments a) {
        Expression uri = a.expression(0);
        Expression q = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            String text = uri.asText(ctx);
            int preference = q == null ? -1 : thousandths(q.asText(ctx));
            if (text.isEmpty()) {
                if (preference >= 0) {
                    ctx.destination().setQ(preference);
                }
                return appendCurrent(ctx);
            }
            Destination branch = ctx.destination().copy();
            branch.setUri(text);
            branch.setQ(preference);
            ctx.branches().add(branch);
            return 1;
        };
    }

    private static int thousandths(String q) {
        try {
            double value = Double.parseDouble(q);
            return value >= 0 && value <= 1 ? (int) Math.round(value * 1000) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void sockets(ModuleExports.Builder table) {
        socket(table, "set_send_socket", Sockets::find);
        socket(table, "set_send_socket_name", Sockets::named);
        table.function(FunctionExport.of(
                "is_socket_name",
                RouteSets.ANY,
                (a, load) -> {
                    Expression name = a.expression(0);
                    LocalDomains domains = load.localDomains();
                    return ctx -> Sockets.named(domains.sockets(), name.asText(ctx)) != null ? 1 : -1;
                },
                STRING));
    }

    private static void socket(ModuleExports.Builder table, String function, Lookup lookup) {
        table.function(FunctionExport.of(
                function,
                RouteSets.ANY,
                (a, load) -> {
                    Expression name = a.expression(0);
                    LocalDomains domains = load.localDomains();
                    return ctx -> {
                        ListenPoint found = lookup.find(domains.sockets(), name.asText(ctx));
                        if (found == null) {
                            ctx.log(-1, function + ": no socket " + name.asText(ctx) + "\n");
                            return -1;
                        }
                        ctx.destination().setSocket(found);
                        return 1;
                    };
                },
                STRING));
    }

    private static void extendedFlags(ModuleExports.Builder table) {
        extendedFlag(table, "setxflag", (flags, mask) -> flags | mask);
        extendedFlag(table, "resetxflag", (flags, mask) -> flags & ~mask);
        table.function(FunctionExport.ofNumber(
                "isxflagset",
                RouteSets.ANY,
                (ctx, f) -> f >= 0 && f <= HIGHEST_EXTENDED_FLAG && (extended(ctx) & 1L << f) != 0 ? 1 : -1));
    }

    private static void extendedFlag(ModuleExports.Builder table, String name, Change change) {
        table.function(FunctionExport.ofNumber(name, RouteSets.ANY, (ctx, f) -> {
            if (f < 0 || f > HIGHEST_EXTENDED_FLAG) {
                return -1;
            }
            ctx.scope().attachments().put(EXTENDED_FLAGS, change.apply(extended(ctx), 1L << f));
            return 1;
        }));
    }

    private static long extended(ScriptContext ctx) {
        Long flags = ctx.scope().attachments().get(EXTENDED_FLAGS);
        return flags == null ? 0 : flags;
    }

    private static void internalFlags(ModuleExports.Builder table) {
        internalFlag(table, "msg_iflag_set", (flags, name) -> flags.add(name) || true);
        internalFlag(table, "msg_iflag_reset", (flags, name) -> flags.remove(name) || true);
        internalFlag(table, "msg_iflag_is_set", Set::contains);
    }

    private static void internalFlag(ModuleExports.Builder table, String name, SetStep step) {
        table.function(FunctionExport.ofText(name, RouteSets.ANY, (ctx, flag) -> {
            Set<String> flags = ctx.attachments().orNew(INTERNAL_FLAGS, HashSet::new);
            return step.apply(flags, flag) ? 1 : -1;
        }));
    }

    @FunctionalInterface
    private interface Lookup {
        ListenPoint find(List<ListenPoint> sockets, String text);
    }

    @FunctionalInterface
    private interface Change {
        long apply(long flags, long mask);
    }

    @FunctionalInterface
    private interface SetStep {
        boolean apply(Set<String> flags, String name);
    }
}
