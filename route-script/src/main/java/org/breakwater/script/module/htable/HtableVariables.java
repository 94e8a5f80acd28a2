package org.breakwater.script.module.htable;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $sht} and its kin. */
final class HtableVariables {

    private final HashTables tables;

    HtableVariables(HashTables tables) {
        this.tables = tables;
    }

    void export(ModuleExports.Builder table) {
        table.pv(new PvExport("sht", this::item))
                .pv(new PvExport("shtex", this::expiry))
                .pv(new PvExport("shtinc", (s, l) -> reading(place(s, l), (t, key) -> t.add(key, 1))))
                .pv(new PvExport("shtdec", (s, l) -> reading(place(s, l), (t, key) -> t.add(key, -1))))
                .pv(new PvExport("shtcn", (s, l) -> counting(place(s, l), true)))
                .pv(new PvExport("shtcv", (s, l) -> counting(place(s, l), false)))
                .pv(new PvExport("shtrecord", (s, l) -> expired(inner(s))))
                .pv(new PvExport("shtitkey", (s, l) -> Iterators.key(inner(s))))
                .pv(new PvExport("shtitval", (s, l) -> Iterators.value(inner(s))));
    }

    private static String inner(PvSpec spec) throws FixupException {
        if (spec.inner() == null) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return spec.inner().text().trim();
    }

    private HashTables.Place place(PvSpec spec, LoadContext load) throws FixupException {
        return tables.place(inner(spec), load);
    }

    private static Pv reading(HashTables.Place place, BiFunction<HashTable, String, Value> read) {
        return ctx -> place.table() == null ? Value.NULL : read.apply(place.table(), place.key(ctx));
    }

    private Pv item(PvSpec spec, LoadContext load) throws FixupException {
        HashTables.Place place = place(spec, load);
        return new Writable(place) {
            @Override
            Value read(HashTable table, String key) {
                return table.get(key);
            }

            @Override
            boolean write(HashTable table, String key, Value value) {
                return table.put(key, value);
            }
        };
    }

    private Pv expiry(PvSpec spec, LoadContext load) throws FixupException {
        HashTables.Place place = place(spec, load);
        return new Writable(place) {
            @Override
            Value read(HashTable table, String key) {
                return table.secondsLeft(key);
            }

            @Override
            boolean write(HashTable table, String key, Value value) {
                return table.expireIn(key, value.toInt());
            }
        };
    }

    /** A variable whose item can be written. */
    private abstract static class Writable implements Pv {
        private final HashTables.Place place;

        Writable(HashTables.Place place) {
            this.place = place;
        }

        abstract Value read(HashTable table, String key);

        abstract boolean write(HashTable table, String key, Value value);

        @Override
        public Value eval(ScriptContext ctx) {
            return place.table() == null ? Value.NULL : read(place.table(), place.key(ctx));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            return place.table() != null && write(place.table(), place.key(ctx), value);
        }
    }

    private static Pv counting(HashTables.Place place, boolean byName) {
        return reading(place, (table, expression) -> {
            Predicate<Value> match = Match.counting(expression);
            return Value.of(table.count((key, value) -> match.test(byName ? Value.of(key) : value)));
        });
    }

    private static Pv expired(String part) throws FixupException {
        return switch (part) {
            case "key" -> ctx -> read(ctx, true);
            case "value" -> ctx -> read(ctx, false);
            default -> throw new FixupException("$shtrecord has key and value");
        };
    }

    private static Value read(ScriptContext ctx, boolean key) {
        ExpiredItem item = ctx.attachments().get(ExpiredItem.KEY);
        return item == null ? Value.NULL : key ? Value.of(item.key()) : item.value();
    }
}
