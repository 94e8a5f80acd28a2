package org.breakwater.script.module.statistics;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.STRING;
import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.LOCAL;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.counters.CounterTable;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.RouteKind;

/** Export table of statistics. */
public final class StatisticsModule implements ScriptModule {

    private static final String GROUP = "script";
    private static final Set<RouteKind> RESET = Set.of(REQUEST, FAILURE, ONREPLY, BRANCH, LOCAL, CORE_REPLY);

    private final CounterTable counters;
    private final ModuleExports exports;

    /** Statistics are counters in the group {@code script}. */
    public StatisticsModule(CounterTable counters) {
        this.counters = counters;
        this.exports = ModuleExports.of("statistics")
                .parameter(ParameterExport.string("variable", this::declare))
                .function(FunctionExport.of(
                        "update_stat", FunctionExport.ANY_ROUTE, (a, l) -> update(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.of("reset_stat", RESET, (a, l) -> reset(a), CONSTANT_STRING))
                .build();
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    /** {@code name} or {@code name/no_reset}. */
    private void declare(String text) throws FixupException {
        int slash = text.indexOf('/');
        String name = slash < 0 ? text : text.substring(0, slash);
        if (name.isEmpty()) {
            throw new FixupException("a statistic needs a name");
        }
        counters.declare(GROUP, name, "");
    }

    private String declared(Arguments a) throws FixupException {
        String name = a.constantString(0);
        if (!counters.isDeclared(GROUP, name)) {
            throw new FixupException(
                    "statistic " + name + " is not declared; add modparam(\"statistics\", \"variable\", …)");
        }
        return name;
    }

    private Action update(Arguments a) throws FixupException {
        String name = declared(a);
        Expression amount = a.expression(1);
        return ctx -> {
            counters.add(GROUP, name, Numbers.parseOrZero(amount.asText(ctx)));
            return 1;
        };
    }

    private Action reset(Arguments a) throws FixupException {
        String name = declared(a);
        return ctx -> {
            counters.reset(GROUP, name);
            return 1;
        };
    }
}
