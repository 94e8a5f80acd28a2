package org.breakwater.script.module.htable;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** The {@code sht_*} functions. */
final class HtableFunctions {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    private final HashTables tables;

    HtableFunctions(HashTables tables) {
        this.tables = tables;
    }

    /** Does something with a table and the other arguments. */
    private interface Work {
        int run(ScriptContext ctx, HashTable table, List<Expression> others);
    }

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of("sht_print", ANY, (a, l) -> this::print))
                .function(on("sht_reset", (ctx, t, o) -> {
                    t.clear();
                    return 1;
                }))
                .function(on(
                        "sht_rm",
                        (ctx, t, o) -> {
                            t.remove(o.get(0).asText(ctx));
                            return 1;
                        },
                        STRING))
                .function(on("sht_rm_name", (ctx, t, o) -> remove(ctx, t, o, true), STRING, STRING))
                .function(on("sht_rm_value", (ctx, t, o) -> remove(ctx, t, o, false), STRING, STRING))
                .function(FunctionExport.of("sht_rm_name_re", ANY, (a, l) -> removeRegex(a, l, true), CONSTANT_STRING))
                .function(
                        FunctionExport.of("sht_rm_value_re", ANY, (a, l) -> removeRegex(a, l, false), CONSTANT_STRING))
                .function(FunctionExport.of("sht_lock", ANY, this::lock, CONSTANT_STRING))
                .function(FunctionExport.of("sht_unlock", ANY, this::lock, CONSTANT_STRING));
        for (String name : List.of("sht_match_name", "sht_has_name")) {
            table.function(on(name, (ctx, t, o) -> matches(ctx, t, o, true), STRING, STRING));
        }
        for (String name : List.of("sht_match_str_value", "sht_has_str_value")) {
            table.function(on(name, (ctx, t, o) -> matches(ctx, t, o, false), STRING, STRING));
        }
        table.function(on(
                        "sht_setxs",
                        (ctx, t, o) -> put(ctx, t, o, Value.of(o.get(1).asText(ctx))),
                        STRING,
                        STRING,
                        INT))
                .function(on(
                        "sht_setxi",
                        (ctx, t, o) -> put(ctx, t, o, Value.of(o.get(1).asInt(ctx))),
                        STRING,
                        INT,
                        INT));
        iterators(table);
    }

    private void iterators(ModuleExports.Builder table) {
        table.function(FunctionExport.of("sht_iterator_start", ANY, (a, l) -> startIterator(a), STRING, STRING))
                .function(FunctionExport.of("sht_iterator_next", ANY, (a, l) -> next(a.expression(0)), STRING))
                .function(FunctionExport.of("sht_iterator_end", ANY, (a, l) -> end(a.expression(0)), STRING))
                .function(FunctionExport.of("sht_iterator_rm", ANY, (a, l) -> removeCurrent(a.expression(0)), STRING))
                .function(FunctionExport.of("sht_iterator_sets", ANY, (a, l) -> setText(a), STRING, STRING))
                .function(FunctionExport.of("sht_iterator_seti", ANY, (a, l) -> setNumber(a), STRING, INT))
                .function(FunctionExport.of("sht_iterator_setex", ANY, (a, l) -> setExpiry(a), STRING, INT));
    }

    private FunctionExport on(String name, Work work, org.breakwater.script.export.ArgumentKind... others) {
        org.breakwater.script.export.ArgumentKind[] kinds =
                new org.breakwater.script.export.ArgumentKind[others.length + 1];
        kinds[0] = STRING;
        System.arraycopy(others, 0, kinds, 1, others.length);
        return FunctionExport.of(
                name,
                ANY,
                (a, l) -> {
                    Expression table = a.expression(0);
                    List<Expression> rest = java.util.stream.IntStream.range(1, a.count())
                            .mapToObj(a::expression)
                            .toList();
                    return ctx -> {
                        HashTable found = tables.find(table.asText(ctx));
                        return found == null ? -1 : work.run(ctx, found, rest);
                    };
                },
                kinds);
    }

    private int print(ScriptContext ctx) {
        for (HashTable table : tables.all()) {
            table.forEach((key, value) ->
                    ctx.log(-1, "htable: " + table.shape().name() + "[" + key + "] = " + value.toText() + "\n"));
        }
        return 1;
    }

    private static int remove(ScriptContext ctx, HashTable table, List<Expression> o, boolean byName) {
        Predicate<Value> match = Match.operator(o.get(0).asText(ctx), o.get(1).asText(ctx));
        table.removeIf((key, value) -> match.test(byName ? Value.of(key) : value));
        return 1;
    }

    private static int matches(ScriptContext ctx, HashTable table, List<Expression> o, boolean byName) {
        Predicate<Value> match = Match.operator(o.get(0).asText(ctx), o.get(1).asText(ctx));
        return table.count((key, value) -> match.test(byName ? Value.of(key) : value)) > 0 ? 1 : -1;
    }

    private Action removeRegex(Arguments a, LoadContext load, boolean byName) throws FixupException {
        HashTables.Place place = tables.place(a.constantString(0), load);
        return ctx -> {
            if (place.table() == null) {
                return -1;
            }
            Predicate<Value> match = Match.regex(place.key(ctx)).orElse(null);
            if (match == null) {
                return -1;
            }
            place.table().removeIf((key, value) -> match.test(byName ? Value.of(key) : value));
            return 1;
        };
    }

    /** Single operations are atomic; nobody waits for a lock on an event loop. */
    private Action lock(Arguments a, LoadContext load) throws FixupException {
        HashTables.Place place = tables.place(a.constantString(0), load);
        return ctx -> place.table() == null ? -1 : 1;
    }

    private static int put(ScriptContext ctx, HashTable table, List<Expression> o, Value value) {
        table.put(o.get(0).asText(ctx), value, o.get(2).asInt(ctx));
        return 1;
    }

    private Action startIterator(Arguments a) {
        Expression name = a.expression(0);
        Expression table = a.expression(1);
        return ctx -> {
            HashTable found = tables.find(table.asText(ctx));
            if (found == null) {
                return -1;
            }
            Iterators.start(ctx, name.asText(ctx), found);
            return 1;
        };
    }

    private static Action next(Expression name) {
        return ctx -> Iterators.next(ctx, name.asText(ctx)) ? 1 : -1;
    }

    private static Action end(Expression name) {
        return ctx -> {
            Iterators.end(ctx, name.asText(ctx));
            return 1;
        };
    }

    private static Action removeCurrent(Expression name) {
        return ctx -> Iterators.change(ctx, name.asText(ctx), HashTable::remove) ? 1 : -1;
    }

    private static Action setText(Arguments a) {
        Expression name = a.expression(0);
        Expression value = a.expression(1);
        return ctx -> Iterators.change(ctx, name.asText(ctx), (t, k) -> t.put(k, Value.of(value.asText(ctx)))) ? 1 : -1;
    }

    private static Action setNumber(Arguments a) {
        Expression name = a.expression(0);
        Expression value = a.expression(1);
        return ctx -> Iterators.change(ctx, name.asText(ctx), (t, k) -> t.put(k, Value.of(value.asInt(ctx)))) ? 1 : -1;
    }

    private static Action setExpiry(Arguments a) {
        Expression name = a.expression(0);
        Expression seconds = a.expression(1);
        return ctx -> Iterators.change(ctx, name.asText(ctx), (t, k) -> t.expireIn(k, seconds.asInt(ctx))) ? 1 : -1;
    }
}
