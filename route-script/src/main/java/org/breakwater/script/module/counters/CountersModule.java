package org.breakwater.script.module.counters;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.ONSEND;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;

/** Export table of counters. */
public final class CountersModule implements ScriptModule {

    private static final Set<RouteKind> ROUTES = Set.of(REQUEST, FAILURE, ONREPLY, ONSEND, CORE_REPLY);

    private final CounterTable counters;
    private final List<String> declarations = new ArrayList<>();
    private final ModuleExports exports;
    private String defaultGroup = "script";

    /** Counts in {@code counters}. */
    public CountersModule(CounterTable counters) {
        this.counters = counters;
        ModuleExports.Builder table = ModuleExports.of("counters")
                .parameter(ParameterExport.string("script_cnt_grp_name", v -> defaultGroup = v))
                .parameter(ParameterExport.string("script_counter", declarations::add))
                .function(FunctionExport.of("cnt_inc", ROUTES, this::increment, CONSTANT_STRING))
                .function(FunctionExport.of("cnt_add", ROUTES, this::add, CONSTANT_STRING, INT))
                .function(FunctionExport.of("cnt_reset", ROUTES, this::reset, CONSTANT_STRING));
        commands(table);
        this.exports = table.build();
    }

    private void commands(ModuleExports.Builder table) {
        for (String name : List.of("cnt.get", "cnt.get_raw")) {
            table.rpc(new RpcExport(name, "Value of a counter: group name.", this::value));
        }
        for (String name : List.of("cnt.list_groups", "cnt.grps_list")) {
            table.rpc(new RpcExport(name, "Lists the groups.", p -> groups()));
        }
        for (String name : List.of("cnt.list_vars", "cnt.var_list")) {
            table.rpc(new RpcExport(
                    name,
                    "Lists the counters of a group.",
                    p -> List.copyOf(counters.values(text(p, 0)).keySet())));
        }
        for (String name : List.of("cnt.get_vars", "cnt.grp_get_all")) {
            table.rpc(new RpcExport(
                    name, "Lists the counters of a group with their values.", p -> counters.values(text(p, 0))));
        }
        table.rpc(new RpcExport("cnt.reset", "Sets a counter to 0: group name.", p -> {
                    declared(p);
                    counters.reset(text(p, 0), text(p, 1));
                    return null;
                }))
                .rpc(new RpcExport("cnt.help", "Describes a counter: group name.", p -> {
                    declared(p);
                    return counters.description(text(p, 0), text(p, 1));
                }));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        for (String declaration : declarations) {
            String[] halves = declaration.trim().split("[ \t]+", 2);
            Name name = name(halves[0]);
            counters.declare(name.group(), name.counter(), halves.length > 1 ? halves[1] : "");
        }
    }

    private record Name(String group, String counter) {}

    private Name name(String text) throws FixupException {
        int dot = text.indexOf('.');
        if (text.isEmpty() || dot == 0 || dot == text.length() - 1) {
            throw new FixupException("a counter is written name or group.name");
        }
        return dot < 0 ? new Name(defaultGroup, text) : new Name(text.substring(0, dot), text.substring(dot + 1));
    }

    private Name declaredName(Arguments a) throws FixupException {
        Name name = name(a.constantString(0));
        if (!counters.isDeclared(name.group(), name.counter())) {
            throw new FixupException("counter " + name.group() + "." + name.counter()
                    + " is not declared; add modparam(\"counters\", \"script_counter\", …)");
        }
        return name;
    }

    private Action increment(Arguments a, LoadContext load) throws FixupException {
        Name name = declaredName(a);
        return ctx -> {
            counters.add(name.group(), name.counter(), 1);
            return 1;
        };
    }

    private Action add(Arguments a, LoadContext load) throws FixupException {
        Name name = declaredName(a);
        Expression amount = a.expression(1);
        return ctx -> {
            counters.add(name.group(), name.counter(), amount.asInt(ctx));
            return 1;
        };
    }

    private Action reset(Arguments a, LoadContext load) throws FixupException {
        Name name = declaredName(a);
        return ctx -> {
            counters.reset(name.group(), name.counter());
            return 1;
        };
    }

    private Object value(List<Object> p) throws RpcException {
        declared(p);
        return counters.value(text(p, 0), text(p, 1)).orElse(0);
    }

    private Object groups() {
        List<Object> names = new ArrayList<>();
        counters.groups().forEach(names::add);
        return names;
    }

    private void declared(List<Object> p) throws RpcException {
        if (!counters.isDeclared(text(p, 0), text(p, 1))) {
            throw new RpcException(404, "there is no counter " + p.get(0) + "." + p.get(1));
        }
    }

    private static String text(List<Object> p, int i) throws RpcException {
        if (i >= p.size()) {
            throw new RpcException(400, "parameter " + (i + 1) + " is missing");
        }
        return String.valueOf(p.get(i));
    }
}
