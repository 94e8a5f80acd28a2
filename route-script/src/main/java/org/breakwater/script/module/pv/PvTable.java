package org.breakwater.script.module.pv;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Collects variables that take neither inner name nor index, in the shortest form. */
final class PvTable {

    private final List<PvExport> exports = new ArrayList<>();

    /** Reads text, or null. */
    @FunctionalInterface
    interface Text {
        /** The text, or null for the null value. */
        String read(ScriptContext ctx);
    }

    /** Reads a number. */
    @FunctionalInterface
    interface Number {
        /** The number. */
        int read(ScriptContext ctx);
    }

    /** Assigns; false when the value is refused. */
    @FunctionalInterface
    interface Assignment {
        /** Assigns, {@link Value#NULL} deletes. */
        boolean set(ScriptContext ctx, Value value);
    }

    /** Makes a variable from its inner name. */
    @FunctionalInterface
    interface ByName {
        /**
         * The variable.
         *
         * @throws FixupException when there is none of that name
         */
        Pv of(String innerName) throws FixupException;
    }

    PvTable text(String name, Text text) {
        Pv pv = ctx -> Value.of(text.read(ctx));
        return add(name, pv);
    }

    PvTable number(String name, Number number) {
        return add(name, number(number));
    }

    /** A read-only number. */
    static Pv number(Number number) {
        return new Pv() {
            @Override
            public Value eval(ScriptContext ctx) {
                return Value.of(number.read(ctx));
            }

            @Override
            public int asInt(ScriptContext ctx) {
                return number.read(ctx);
            }
        };
    }

    PvTable writable(String name, Text text, Assignment assignment) {
        return add(name, writable(ctx -> Value.of(text.read(ctx)), assignment));
    }

    PvTable add(String name, Pv pv) {
        exports.add(new PvExport(name, (spec, load) -> pv));
        return this;
    }

    PvTable add(PvExport export) {
        exports.add(export);
        return this;
    }

    /** A variable whose constant inner name selects what it reads. */
    PvTable named(String name, ByName binder) {
        exports.add(new PvExport(name, (spec, load) -> {
            if (spec.inner() == null || spec.inner().text().isBlank()) {
                throw new FixupException("$" + name + " needs a name in parentheses");
            }
            return binder.of(spec.inner().text().trim());
        }));
        return this;
    }

    List<PvExport> exports() {
        return exports;
    }

    /** A variable that can be assigned to. */
    static Pv writable(Pv reader, Assignment assignment) {
        return new Pv() {
            @Override
            public Value eval(ScriptContext ctx) {
                return reader.eval(ctx);
            }

            @Override
            public boolean isWritable() {
                return true;
            }

            @Override
            public boolean set(ScriptContext ctx, Value value) {
                return assignment.set(ctx, value);
            }
        };
    }
}
