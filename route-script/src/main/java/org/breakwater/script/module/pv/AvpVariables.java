package org.breakwater.script.module.pv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Avps;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;

/** {@code $avp(name)}: stacks that live as long as the transaction; {@code $cnt}: how many values a variable has. */
final class AvpVariables {

    private final Map<String, String> aliases;

    /** @param aliases full AVP names by alias; may still grow while the script loads */
    AvpVariables(Map<String, String> aliases) {
        this.aliases = aliases;
    }

    List<PvExport> exports() {
        return List.of(new PvExport("avp", this::avp), new PvExport("cnt", AvpVariables::count));
    }

    private Pv avp(PvSpec spec, LoadContext load) throws FixupException {
        Indexes index = Indexes.of(spec.index(), load);
        String constant = Names.constant(spec);
        if (constant != null) {
            String key = key(aliases.getOrDefault(constant, constant));
            return new Avp(ctx -> Value.of(key), index);
        }
        Expression computed = Names.expression(spec, load);
        return new Avp(ctx -> Value.of(key(computed.asText(ctx))), index);
    }

    /** The name in the store: {@code s:} goes away, {@code i:} stays. */
    static String key(String name) {
        return name.startsWith("s:") ? name.substring(2) : name;
    }

    private static Pv count(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        PvSpec counted;
        try {
            counted = PvSpec.parse(inner);
        } catch (PvSyntaxException e) {
            throw new FixupException("$cnt(" + inner + ") needs one variable: " + e.getMessage());
        }
        if (counted.name().equals("avp")) {
            Expression name = Names.expression(counted, load);
            return PvTable.number(
                    ctx -> ctx.scope().avps().all(key(name.asText(ctx))).size());
        }
        if (counted.name().startsWith("xav")) {
            return XavpVariables.count(counted, load);
        }
        Pv pv = load.pv(inner);
        return PvTable.number(ctx -> pv.eval(ctx).isNull() ? 0 : 1);
    }

    private record Avp(Expression name, Indexes index) implements Pv {

        @Override
        public Value eval(ScriptContext ctx) {
            Avps avps = ctx.scope().avps();
            String key = name.asText(ctx);
            if (!index.isAll()) {
                return avps.get(key, index.number(ctx));
            }
            List<Value> all = avps.all(key);
            if (all.isEmpty()) {
                return Value.NULL;
            }
            List<String> texts = new ArrayList<>(all.size());
            all.forEach(v -> texts.add(v.toText()));
            return Value.of(String.join(", ", texts));
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            if (value.isNull()) {
                ctx.scope().avps().pop(name.asText(ctx));
            } else {
                ctx.scope().avps().push(name.asText(ctx), value);
            }
            return true;
        }

        @Override
        public boolean replaceAll(ScriptContext ctx, Value value) {
            ctx.scope().avps().removeAll(name.asText(ctx));
            return value.isNull() || set(ctx, value);
        }
    }
}
