package org.breakwater.script.module.pv;

import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Functions over single variables and over the prepared branch. */
final class PvFunctions {

    private PvFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(test("pv_isset", v -> !v.isNull()));
        all.add(test("is_int", Value::isInt));
        all.add(test("not_empty", v -> v instanceof Value.Str s && !s.text().isEmpty()));
        all.add(FunctionExport.of("pv_unset", RouteSets.ANY, PvFunctions::unset, PV));
        all.add(FunctionExport.of("typeof", RouteSets.ANY, PvFunctions::typeOf, PV, STRING));
        all.add(FunctionExport.of("pv_evalx", RouteSets.ANY, PvFunctions::evaluateTwice, PV, STRING));
        all.add(FunctionExport.of("sbranch_reset", RouteSets.ANY, (a, load) -> ctx -> {
            ctx.attachments().put(BranchVariables.STATIC_BRANCH, null);
            return 1;
        }));
        all.add(FunctionExport.of("sbranch_append", RouteSets.ANY, (a, load) -> PvFunctions::appendPrepared));
        all.add(FunctionExport.of("sbranch_set_ruri", RouteSets.ANY, (a, load) -> PvFunctions::usePrepared));
        return all;
    }

    private static FunctionExport test(String name, Test test) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Pv pv = a.pv(0);
                    return ctx -> test.holds(pv.eval(ctx)) ? 1 : -1;
                },
                PV);
    }

    private static Action unset(Arguments a, LoadContext load) throws FixupException {
        Pv pv = a.pv(0);
        if (!pv.isWritable()) {
            throw new FixupException("pv_unset: the variable is read-only");
        }
        return ctx -> pv.set(ctx, Value.NULL) ? 1 : -1;
    }

    private static Action typeOf(Arguments a, LoadContext load) throws FixupException {
        Pv pv = a.pv(0);
        Expression type = a.expression(1);
        if (a.isConstant(1) && !List.of("int", "str", "null").contains(a.text(1))) {
            throw new FixupException("typeof: the type is int, str or null, not " + a.text(1));
        }
        return ctx -> {
            Value v = pv.eval(ctx);
            return switch (type.asText(ctx)) {
                case "int" -> v.isInt() ? 1 : -1;
                case "str" -> v instanceof Value.Str ? 1 : -1;
                case "null" -> v.isNull() ? 1 : -1;
                default -> -1;
            };
        };
    }

    private static Action evaluateTwice(Arguments a, LoadContext load) throws FixupException {
        Pv target = a.pv(0);
        Expression text = a.expression(1);
        if (!target.isWritable()) {
            throw new FixupException("pv_evalx: the variable is read-only");
        }
        return ctx -> {
            try {
                String once = text.asText(ctx);
                return target.set(ctx, Value.of(load.format(once).asText(ctx))) ? 1 : -1;
            } catch (FixupException e) {
                ctx.log(-1, "pv_evalx: " + e.getMessage() + "\n");
                return -1;
            }
        };
    }

    private static int appendPrepared(ScriptContext ctx) {
        Destination prepared = BranchVariables.prepared(ctx);
        if (prepared.uri() == null) {
            ctx.log(-1, "sbranch_append: $sbranch(uri) is not set\n");
            return -1;
        }
        ctx.branches().add(prepared.copy());
        return 1;
    }

    private static int usePrepared(ScriptContext ctx) {
        Destination prepared = BranchVariables.prepared(ctx);
        if (prepared.uri() == null) {
            ctx.log(-1, "sbranch_set_ruri: $sbranch(uri) is not set\n");
            return -1;
        }
        ctx.setDestination(prepared.copy());
        return 1;
    }

    @FunctionalInterface
    private interface Test {
        boolean holds(Value value);
    }
}
