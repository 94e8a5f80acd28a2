package org.breakwater.script.module.pv;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.run.Xavps;
import org.breakwater.sip.message.Params;

/** Functions over extended AVPs. */
final class XavpFunctions {

    private static final int INFO = 2;

    private final Map<String, Integer> variableSlots;

    /** @param variableSlots slots of the script's {@code $var} names; complete when the script runs */
    XavpFunctions(Map<String, Integer> variableSlots) {
        this.variableSlots = variableSlots;
    }

    List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.of("xavp_params_explode", RouteSets.ANY, explode(ExtendedAvps.XAVP), STRING, STRING));
        all.add(FunctionExport.of("xavu_params_explode", RouteSets.ANY, explode(ExtendedAvps.XAVU), STRING, STRING));
        all.add(FunctionExport.of("xavp_params_implode", RouteSets.ANY, implode(ExtendedAvps.XAVP), STRING, PV));
        all.add(FunctionExport.of("xavu_params_implode", RouteSets.ANY, implode(ExtendedAvps.XAVU), STRING, PV));
        all.add(FunctionExport.of(
                "xavp_slist_explode", RouteSets.ANY, (a, load) -> slist(a), STRING, STRING, STRING, STRING));
        all.add(FunctionExport.of("xavp_copy", RouteSets.ANY, (a, load) -> copy(a), STRING, INT, STRING));
        all.add(FunctionExport.of("xavp_copy", RouteSets.ANY, (a, load) -> copy(a), STRING, INT, STRING, INT));
        all.add(FunctionExport.of("pv_var_to_xavp", RouteSets.ANY, (a, load) -> toXavp(a), STRING, STRING));
        all.add(FunctionExport.of("pv_xavp_to_var", RouteSets.ANY, (a, load) -> toVariables(a), STRING));
        for (ExtendedAvps family : List.of(ExtendedAvps.XAVP, ExtendedAvps.XAVI)) {
            String prefix = family == ExtendedAvps.XAVP ? "xavp" : "xavi";
            all.add(FunctionExport.of(prefix + "_child_seti", RouteSets.ANY, setChild(family), STRING, STRING, INT));
            all.add(FunctionExport.of(prefix + "_child_sets", RouteSets.ANY, setChild(family), STRING, STRING, STRING));
            all.add(FunctionExport.of(prefix + "_rm", RouteSets.ANY, remove(family), STRING));
            all.add(FunctionExport.of(prefix + "_child_rm", RouteSets.ANY, removeChild(family), STRING, STRING));
        }
        for (ExtendedAvps family : ExtendedAvps.values()) {
            String name = "pv_" + family.name().toLowerCase(java.util.Locale.ROOT) + "_print";
            all.add(FunctionExport.of(name, RouteSets.ANY, (a, load) -> ctx -> {
                ctx.log(INFO, family.of(ctx).describe());
                return 1;
            }));
        }
        return all;
    }

    private static FunctionExport.Binder explode(ExtendedAvps family) {
        return (a, load) -> {
            Expression params = a.expression(0);
            Expression root = a.expression(1);
            return ctx -> {
                String text = params.asText(ctx);
                if (text.isBlank() || root.asText(ctx).isEmpty()) {
                    return -1;
                }
                Map<String, List<Value>> values = new LinkedHashMap<>();
                new Params(text)
                        .forEach((name, value) -> values.computeIfAbsent(name, n -> new ArrayList<>(1))
                                .add(0, Value.of(value == null ? "" : unquoted(value))));
                Xavps all = family.of(ctx);
                if (family == ExtendedAvps.XAVU) {
                    all.removeAll(root.asText(ctx));
                }
                all.push(root.asText(ctx)).putAll(values);
                return 1;
            };
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static FunctionExport.Binder implode(ExtendedAvps family) {
        return (Arguments a, LoadContext load) -> {
            Expression root = a.expression(0);
            Pv target = a.pv(1);
            if (!target.isWritable()) {
                throw new FixupException("the output variable is read-only");
            }
            return ctx -> {
                Map<String, List<Value>> record = family.of(ctx).record(root.asText(ctx), 0);
                if (record == null) {
                    return -1;
                }
                List<Map.Entry<String, List<Value>>> entries = new ArrayList<>(record.entrySet());
                java.util.Collections.reverse(entries);
                StringBuilder text = new StringBuilder();
                for (Map.Entry<String, List<Value>> e : entries) {
                    for (Value v : e.getValue()) {
                        text.append(e.getKey()).append('=').append(v.toText()).append(';');
                    }
                }
                return target.set(ctx, Value.of(text.toString())) ? 1 : -1;
            };
        };
    }

    private static Action slist(Arguments a) {
        Expression list = a.expression(0);
        Expression separators = a.expression(1);
        Expression mode = a.expression(2);
        Expression root = a.expression(3);
        return ctx -> {
            boolean trim = mode.asText(ctx).indexOf('t') >= 0;
            List<Value> values = new ArrayList<>();
            StringBuilder token = new StringBuilder();
            String text = list.asText(ctx);
            String cuts = separators.asText(ctx);
            for (int i = 0; i <= text.length(); i++) {
                if (i < text.length() && cuts.indexOf(text.charAt(i)) < 0) {
                    token.append(text.charAt(i));
                    continue;
                }
                String value = trim ? token.toString().trim() : token.toString();
                if (!value.isEmpty()) {
                    values.add(Value.of(value));
                }
                token.setLength(0);
            }
            if (values.isEmpty()) {
                return -1;
            }
            ExtendedAvps.XAVP.of(ctx).push(root.asText(ctx)).put("v", values);
            return 1;
        };
    }

    private static Action copy(Arguments a) {
        Expression source = a.expression(0);
        Expression index = a.expression(1);
        Expression target = a.expression(2);
        Expression targetIndex = a.count() > 3 ? a.expression(3) : null;
        return ctx -> {
            Xavps all = ExtendedAvps.XAVP.of(ctx);
            Map<String, List<Value>> from = all.record(source.asText(ctx), index.asInt(ctx));
            if (from == null) {
                return -1;
            }
            Map<String, List<Value>> copy = new LinkedHashMap<>();
            from.forEach((key, values) -> copy.put(key, new ArrayList<>(values)));
            if (targetIndex == null) {
                all.append(target.asText(ctx)).putAll(copy);
                return 1;
            }
            Map<String, List<Value>> to = all.record(target.asText(ctx), targetIndex.asInt(ctx));
            if (to == null) {
                return -1;
            }
            to.clear();
            to.putAll(copy);
            return 1;
        };
    }

    private Action toXavp(Arguments a) {
        Expression name = a.expression(0);
        Expression root = a.expression(1);
        return ctx -> {
            String wanted = name.asText(ctx);
            Map<String, List<Value>> values = new LinkedHashMap<>();
            variableSlots.forEach((variable, slot) -> {
                if (wanted.equals("*") || wanted.equals(variable)) {
                    values.put(variable, one(ctx.execution().variable(slot)));
                }
            });
            if (values.isEmpty()) {
                return -1;
            }
            ExtendedAvps.XAVP.of(ctx).removeAll(root.asText(ctx));
            ExtendedAvps.XAVP.of(ctx).push(root.asText(ctx)).putAll(values);
            return 1;
        };
    }

    private Action toVariables(Arguments a) {
        Expression root = a.expression(0);
        return ctx -> {
            Map<String, List<Value>> record = ExtendedAvps.XAVP.of(ctx).record(root.asText(ctx), 0);
            if (record == null) {
                return -1;
            }
            record.forEach((key, values) -> {
                Integer slot = variableSlots.get(key);
                if (slot != null && !values.isEmpty()) {
                    ctx.execution().setVariable(slot, values.get(0));
                }
            });
            return 1;
        };
    }

    private static FunctionExport.Binder setChild(ExtendedAvps family) {
        return (a, load) -> {
            Expression root = a.expression(0);
            Expression key = a.expression(1);
            Expression value = a.expression(2);
            return ctx -> {
                record(family, root, ctx).put(family.name(key.asText(ctx)), one(value.eval(ctx)));
                return 1;
            };
        };
    }

    private static Map<String, List<Value>> record(ExtendedAvps family, Expression root, ScriptContext ctx) {
        String name = family.name(root.asText(ctx));
        Map<String, List<Value>> record = family.of(ctx).record(name, 0);
        return record == null ? family.of(ctx).push(name) : record;
    }

    private static FunctionExport.Binder remove(ExtendedAvps family) {
        return (a, load) -> {
            Expression root = a.expression(0);
            return ctx -> {
                family.of(ctx).remove(family.name(root.asText(ctx)), 0);
                return 1;
            };
        };
    }

    private static FunctionExport.Binder removeChild(ExtendedAvps family) {
        return (a, load) -> {
            Expression root = a.expression(0);
            Expression key = a.expression(1);
            return ctx -> {
                Map<String, List<Value>> record = family.of(ctx).record(family.name(root.asText(ctx)), 0);
                if (record != null) {
                    record.remove(family.name(key.asText(ctx)));
                }
                return 1;
            };
        };
    }

    private static List<Value> one(Value value) {
        List<Value> values = new ArrayList<>(1);
        values.add(value);
        return values;
    }
}
