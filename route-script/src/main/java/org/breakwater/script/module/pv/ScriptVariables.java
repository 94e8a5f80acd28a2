package org.breakwater.script.module.pv;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $var}, {@code $vz}, {@code $vn}, {@code $shv}, {@code $_s} and the parameters that set their first values. */
final class ScriptVariables {

    private final Map<String, Value> shared = new ConcurrentHashMap<>();
    private final Map<String, Value> initial = new HashMap<>();
    private final Map<String, Integer> slots = new HashMap<>();

    List<PvExport> exports() {
        return List.of(
                new PvExport("var", (spec, load) -> variable(spec, load, Value.ZERO)),
                new PvExport("vz", (spec, load) -> variable(spec, load, Value.ZERO)),
                new PvExport("vn", (spec, load) -> variable(spec, load, Value.NULL)),
                new PvExport("shv", (spec, load) -> shared(spec, load)),
                new PvExport("_s", (spec, load) -> {
                    Expression text =
                            load.format(spec.inner() == null ? "" : spec.inner().text());
                    return ctx -> Value.of(text.asText(ctx));
                }));
    }

    /** The {@code varset} parameter: {@code name=i:1} or {@code name=s:text}. */
    void setVariable(String text) throws FixupException {
        int eq = equalsSign(text);
        initial.put(text.substring(0, eq).trim(), typed(text.substring(eq + 1)));
    }

    /** The {@code shvset} parameter. */
    void setShared(String text) throws FixupException {
        int eq = equalsSign(text);
        shared.put(text.substring(0, eq).trim(), typed(text.substring(eq + 1)));
    }

    /** All shared variables by name. */
    Map<String, Value> shared() {
        return shared;
    }

    /** Names of the script's {@code $var} variables, with their slots. */
    Map<String, Integer> slots() {
        return slots;
    }

    private static int equalsSign(String text) throws FixupException {
        int eq = text.indexOf('=');
        if (eq <= 0) {
            throw new FixupException("\"" + text + "\" is not name=i:number or name=s:text");
        }
        return eq;
    }

    private static Value typed(String text) throws FixupException {
        String t = text.stripLeading();
        if (t.startsWith("s:")) {
            return Value.of(t.substring(2));
        }
        if (t.startsWith("i:")) {
            return Value.of(Numbers.parse(t.substring(2).trim())
                    .orElseThrow(() -> new FixupException("\"" + t.substring(2) + "\" is not a number")));
        }
        throw new FixupException("value \"" + t + "\" must begin with i: or s:");
    }

    private Pv variable(PvSpec spec, LoadContext load, Value empty) throws FixupException {
        String name = unquoted(Names.constant(spec));
        if (name == null || name.isEmpty()) {
            throw new FixupException("$" + spec.name() + " needs a plain name");
        }
        boolean nullable = empty.isNull();
        int slot = load.variableSlot(nullable ? "vn " + name : name);
        if (!nullable) {
            slots.put(name, slot);
        }
        Value first = nullable ? Value.NULL : initial.getOrDefault(name, Value.ZERO);
        if (!nullable && first == Value.ZERO) {
            return new Variable(slot);
        }
        return new InitialisedVariable(slot, load.variableSlot("set " + spec.name() + ' ' + name), first, empty);
    }

    private static String unquoted(String name) {
        boolean quoted = name != null && name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private Pv shared(PvSpec spec, LoadContext load) throws FixupException {
        Expression name = Names.expression(spec, load);
        return PvTable.writable(ctx -> shared.getOrDefault(name.asText(ctx), Value.ZERO), (ctx, v) -> {
            shared.put(name.asText(ctx), v.isNull() ? Value.ZERO : v);
            return true;
        });
    }

    /** Reads 0 until it is set. */
    private record Variable(int slot) implements Pv {

        @Override
        public Value eval(ScriptContext ctx) {
            return ctx.execution().variable(slot);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            ctx.execution().setVariable(slot, value.isNull() ? Value.ZERO : value);
            return true;
        }
    }

    /** Reads another value until it is set; a second slot tells whether it was. */
    private record InitialisedVariable(int slot, int markSlot, Value first, Value empty) implements Pv {

        @Override
        public Value eval(ScriptContext ctx) {
            boolean set = ctx.execution().variable(markSlot) != Value.ZERO;
            return set ? ctx.execution().variable(slot) : first;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            ctx.execution().setVariable(markSlot, Value.ONE);
            ctx.execution().setVariable(slot, value.isNull() ? empty : value);
            return true;
        }
    }
}
