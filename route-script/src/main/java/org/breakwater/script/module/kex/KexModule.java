package org.breakwater.script.module.kex;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.MyselfCheck;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** The kex module. */
public final class KexModule implements ScriptModule {

    private static final int HIGHEST_FLAG = 31;

    private final ModuleExports exports;

    /** @param serverId what {@code $sruid} begins with: unique to this run of the server */
    public KexModule(String serverId) {
        ModuleExports.Builder table = ModuleExports.of("kex");
        scriptFlags(table);
        branchFlags(table);
        nextHop(table);
        for (String name : List.of("pv_printf", "avp_printf")) {
            table.function(FunctionExport.of(name, RouteSets.ANY, KexModule::print, PV, STRING));
        }
        table.function(FunctionExport.of("is_myself", RouteSets.ANY, KexModule::isMyself, STRING));
        table.function(FunctionExport.of("setdebug", RouteSets.ANY, (a, load) -> ctx -> 1, INT));
        table.function(FunctionExport.of("resetdebug", RouteSets.ANY, (a, load) -> ctx -> 1));
        Value id = Value.of(serverId);
        table.pv(new PvExport("sruid", (spec, load) -> ctx -> id));
        exports = table.build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    private static void scriptFlags(ModuleExports.Builder table) {
        flag(table, "setsflag", (ctx, f) -> {
            ctx.setScriptFlags(ctx.scriptFlags() | 1 << f);
            return 1;
        });
        flag(table, "resetsflag", (ctx, f) -> {
            ctx.setScriptFlags(ctx.scriptFlags() & ~(1 << f));
            return 1;
        });
        flag(table, "issflagset", (ctx, f) -> (ctx.scriptFlags() & 1 << f) != 0 ? 1 : -1);
    }

    private static void flag(ModuleExports.Builder table, String name, FlagStep step) {
        table.function(FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression flag = flag(a);
                    return ctx -> {
                        int f = flag.asInt(ctx);
                        return isFlag(ctx, name, f) ? step.apply(ctx, f) : -1;
                    };
                },
                INT));
    }

    private static void branchFlags(ModuleExports.Builder table) {
        branchFlag(table, "setbflag", (d, f) -> {
            d.setFlags(d.flags() | 1 << f);
            return 1;
        });
        branchFlag(table, "resetbflag", (d, f) -> {
            d.setFlags(d.flags() & ~(1 << f));
            return 1;
        });
        branchFlag(table, "isbflagset", (d, f) -> (d.flags() & 1 << f) != 0 ? 1 : -1);
    }

    private static void branchFlag(ModuleExports.Builder table, String name, BranchStep step) {
        FunctionExport.Binder binder = (a, load) -> {
            Expression flag = flag(a);
            Expression branch = a.count() > 1 ? a.expression(1) : ctx -> Value.ZERO;
            return ctx -> {
                int f = flag.asInt(ctx);
                int index = branch.asInt(ctx);
                if (!isFlag(ctx, name, f) || index < 0 || index > ctx.branches().size()) {
                    return -1;
                }
                Destination d = index == 0 ? ctx.destination() : ctx.branches().get(index - 1);
                return step.apply(d, f);
            };
        };
        table.function(FunctionExport.of(name, RouteSets.ANY, binder, INT));
        table.function(FunctionExport.of(name, RouteSets.ANY, binder, INT, INT));
    }

    private static Expression flag(Arguments a) throws FixupException {
        Expression flag = a.expression(0);
        if (a.isConstant(0)) {
            int f = org.breakwater.script.run.Numbers.parseOrZero(a.text(0));
            if (f < 0 || f > HIGHEST_FLAG) {
                throw new FixupException("flag " + f + " is out of range, 0 to " + HIGHEST_FLAG);
            }
        }
        return flag;
    }

    private static boolean isFlag(ScriptContext ctx, String function, int f) {
        if (f >= 0 && f <= HIGHEST_FLAG) {
            return true;
        }
        ctx.log(-1, function + ": flag " + f + " is out of range\n");
        return false;
    }

    private static void nextHop(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                "setdsturi",
                RouteSets.ANY,
                (a, load) -> {
                    Expression uri = a.expression(0);
                    return ctx -> {
                        ctx.destination().setDstUri(uri.asText(ctx));
                        return 1;
                    };
                },
                ArgumentKind.STRING));
        table.function(FunctionExport.of("resetdsturi", RouteSets.ANY, (a, load) -> ctx -> {
            ctx.destination().setDstUri(null);
            return 1;
        }));
        table.function(FunctionExport.of(
                "isdsturiset",
                RouteSets.ANY,
                (a, load) -> ctx -> ctx.destination().dstUri() != null ? 1 : -1));
    }

    private static Action print(Arguments a, LoadContext load) throws FixupException {
        Pv target = a.pv(0);
        Expression text = a.expression(1);
        if (!target.isWritable()) {
            throw new FixupException("the first parameter is a read-only variable");
        }
        return ctx -> target.set(ctx, Value.of(text.asText(ctx))) ? 1 : -1;
    }

    private static Action isMyself(Arguments a, LoadContext load) {
        Expression uri = a.expression(0);
        return ctx -> MyselfCheck.isLocalUri(uri.asText(ctx), load.localDomains()) ? 1 : -1;
    }

    @FunctionalInterface
    private interface FlagStep {
        int apply(ScriptContext ctx, int flag);
    }

    @FunctionalInterface
    private interface BranchStep {
        int apply(Destination destination, int flag);
    }
}
