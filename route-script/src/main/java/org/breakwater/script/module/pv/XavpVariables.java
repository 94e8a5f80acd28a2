package org.breakwater.script.module.pv;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.run.Xavps;
import org.breakwater.script.syntax.PvSpec;

/** {@code $xavp(root=>key)}, {@code $xavu}, {@code $xavi}. */
final class XavpVariables {

    private XavpVariables() {}

    static List<PvExport> exports() {
        return List.of(
                new PvExport("xavp", (spec, load) -> new Xavp(ExtendedAvps.XAVP, name(spec, load))),
                new PvExport("xavi", (spec, load) -> new Xavp(ExtendedAvps.XAVI, name(spec, load))),
                new PvExport("xavu", (spec, load) -> new Xavu(name(spec, load))));
    }

    /** {@code $cnt($xavp(x))}: records of a root; {@code $cnt($xavp(x[0]=>k))}: values of a key. */
    static Pv count(PvSpec spec, LoadContext load) throws FixupException {
        ExtendedAvps family = ExtendedAvps.valueOf(spec.name().toUpperCase(java.util.Locale.ROOT));
        XavpName name = name(spec, load);
        return PvTable.number(ctx -> {
            String root = family.name(name.root().asText(ctx));
            if (name.key() == null) {
                return family.of(ctx).count(root);
            }
            List<Value> values = values(family, name, ctx);
            return values == null ? 0 : values.size();
        });
    }

    private static XavpName name(PvSpec spec, LoadContext load) throws FixupException {
        if (spec.inner() == null || spec.inner().text().isBlank()) {
            throw new FixupException("$" + spec.name() + " needs a name in parentheses");
        }
        return XavpName.parse(spec.inner().text().trim(), load);
    }

    private static int recordIndex(ExtendedAvps family, XavpName name, ScriptContext ctx) {
        if (name.rootIndex().isAll()) {
            return 0;
        }
        int n = name.rootIndex().number(ctx);
        return n < 0 ? family.of(ctx).count(family.name(name.root().asText(ctx))) + n : n;
    }

    private static Map<String, List<Value>> record(ExtendedAvps family, XavpName name, ScriptContext ctx) {
        return family.of(ctx).record(family.name(name.root().asText(ctx)), recordIndex(family, name, ctx));
    }

    private static List<Value> values(ExtendedAvps family, XavpName name, ScriptContext ctx) {
        Map<String, List<Value>> record = record(family, name, ctx);
        return record == null ? null : record.get(family.name(name.key().asText(ctx)));
    }

    private static Value read(ExtendedAvps family, XavpName name, ScriptContext ctx) {
        if (name.key() == null) {
            Map<String, List<Value>> record = record(family, name, ctx);
            List<Value> own = record == null ? null : record.get(ExtendedAvps.OWN);
            if (own != null && !own.isEmpty()) {
                return own.get(0);
            }
            return record == null
                    ? Value.NULL
                    : Value.of("<<xavp:" + family.name(name.root().asText(ctx)) + ">>");
        }
        List<Value> values = values(family, name, ctx);
        if (values == null || values.isEmpty()) {
            return Value.NULL;
        }
        if (name.keyIndex().isAll()) {
            List<String> texts = new ArrayList<>(values.size());
            values.forEach(v -> texts.add(v.toText()));
            return Value.of(String.join(", ", texts));
        }
        int n = name.keyIndex().number(ctx);
        int at = n < 0 ? values.size() + n : n;
        return at < 0 || at >= values.size() ? Value.NULL : values.get(at);
    }

    private record Xavp(ExtendedAvps family, XavpName name) implements Pv {

        @Override
        public Value eval(ScriptContext ctx) {
            return read(family, name, ctx);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            return name.key() == null ? setRoot(ctx, value) : setKey(ctx, value);
        }

        private boolean setRoot(ScriptContext ctx, Value value) {
            Xavps all = family.of(ctx);
            String root = family.name(name.root().asText(ctx));
            if (name.rootIndex().isAll()) {
                all.removeAll(root);
            } else if (value.isNull()) {
                all.remove(root, recordIndex(family, name, ctx));
            } else if (name.rootIndex().isGiven()) {
                Map<String, List<Value>> record = record(family, name, ctx);
                if (record == null) {
                    return false;
                }
                record.clear();
                record.put(ExtendedAvps.OWN, stack(value));
                return true;
            }
            if (!value.isNull()) {
                all.push(root).put(ExtendedAvps.OWN, stack(value));
            }
            return true;
        }

        private boolean setKey(ScriptContext ctx, Value value) {
            String key = family.name(name.key().asText(ctx));
            Map<String, List<Value>> record = record(family, name, ctx);
            if (value.isNull()) {
                remove(ctx, record, key);
                return true;
            }
            if (!name.rootIndex().isGiven()) {
                family.of(ctx).push(family.name(name.root().asText(ctx))).put(key, stack(value));
                return true;
            }
            if (record == null) {
                return false;
            }
            List<Value> values = record.computeIfAbsent(key, k -> new ArrayList<>(1));
            if (name.keyIndex().isAll()) {
                values.clear();
            } else if (name.keyIndex().isGiven()) {
                int at = name.keyIndex().number(ctx);
                if (at < 0 || at >= values.size()) {
                    return false;
                }
                values.set(at, value);
                return true;
            }
            values.add(0, value);
            return true;
        }

        private void remove(ScriptContext ctx, Map<String, List<Value>> record, String key) {
            List<Value> values = record == null ? null : record.get(key);
            if (values == null) {
                return;
            }
            int at = name.keyIndex().number(ctx);
            if (name.keyIndex().isAll()) {
                values.clear();
            } else if (at >= 0 && at < values.size()) {
                values.remove(at);
            }
            if (values.isEmpty()) {
                record.remove(key);
            }
        }
    }

    private record Xavu(XavpName name) implements Pv {

        @Override
        public Value eval(ScriptContext ctx) {
            return read(ExtendedAvps.XAVU, name, ctx);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            Xavps all = ExtendedAvps.XAVU.of(ctx);
            String root = name.root().asText(ctx);
            String key = name.key() == null ? ExtendedAvps.OWN : name.key().asText(ctx);
            Map<String, List<Value>> record = all.record(root, 0);
            if (value.isNull()) {
                if (name.key() == null) {
                    all.removeAll(root);
                } else if (record != null) {
                    record.remove(key);
                }
                return true;
            }
            (record == null ? all.push(root) : record).put(key, stack(value));
            return true;
        }
    }

    private static List<Value> stack(Value value) {
        List<Value> stack = new ArrayList<>(1);
        stack.add(value);
        return stack;
    }
}
