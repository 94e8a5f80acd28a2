package org.breakwater.script.module.pv.transform;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code {param.…}}: lists {@code name=value;name=value}, with another separator as last parameter. */
final class ParamTransformations {

    private ParamTransformations() {}

    private record Param(String name, String value) {}

    static Step bind(PvSpec.Transformation t, Operands o) throws FixupException {
        switch (t.name()) {
            case "count": {
                Expression separator = o.present() ? o.whole() : ctx -> Value.of(";");
                return (ctx, v) ->
                        Value.of(parse(v.toText(), separator.asText(ctx)).size());
            }
            case "value", "in": {
                Expression wanted = o.first();
                Expression separator = separator(o);
                boolean value = t.name().equals("value");
                return (ctx, v) -> {
                    Param p = find(parse(v.toText(), separator.asText(ctx)), wanted.asText(ctx));
                    return value ? Value.of(p == null ? "" : p.value()) : Value.of(p == null ? 0 : 1);
                };
            }
            case "name", "valueat": {
                Expression index = o.firstNumber();
                Expression separator = separator(o);
                boolean name = t.name().equals("name");
                return (ctx, v) -> {
                    Param p = at(parse(v.toText(), separator.asText(ctx)), index.asInt(ctx));
                    return Value.of(p == null ? "" : name ? p.name() : p.value());
                };
            }
            default:
                return null;
        }
    }

    private static Expression separator(Operands o) throws FixupException {
        return o.hasSecond() ? o.separator() : ctx -> Value.of(";");
    }

    private static Param find(List<Param> params, String name) {
        for (Param p : params) {
            if (p.name().equalsIgnoreCase(name)) {
                return p;
            }
        }
        return null;
    }

    private static Param at(List<Param> params, int index) {
        int i = index < 0 ? params.size() + index : index;
        return i < 0 || i >= params.size() ? null : params.get(i);
    }

    private static List<Param> parse(String text, String separator) {
        char cut = separator.isEmpty() ? ';' : separator.charAt(0);
        List<Param> params = new ArrayList<>(4);
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : cut;
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"' && i < text.length()) {
                quoted = !quoted;
            } else if (i >= text.length() || (c == cut && !quoted)) {
                int end = Math.min(i, text.length());
                if (end < text.length() || !text.substring(start, end).isBlank()) {
                    params.add(param(text.substring(start, end)));
                }
                start = i + 1;
            }
        }
        return params;
    }

    private static Param param(String text) {
        int eq = text.indexOf('=');
        String name = (eq < 0 ? text : text.substring(0, eq)).trim();
        String value = eq < 0 ? "" : text.substring(eq + 1).trim();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return new Param(name, quoted ? value.substring(1, value.length() - 1) : value);
    }
}
