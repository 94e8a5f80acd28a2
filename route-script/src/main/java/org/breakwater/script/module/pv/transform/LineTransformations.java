package org.breakwater.script.module.pv.transform;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code {line.…}}: lines of a text, without their breaks. */
final class LineTransformations {

    private LineTransformations() {}

    static Step bind(PvSpec.Transformation t, Operands o) throws FixupException {
        switch (t.name()) {
            case "count":
                return (ctx, v) -> v.toText().isEmpty()
                        ? Value.NULL
                        : Value.of(lines(v.toText()).size());
            case "at": {
                Expression index = o.number();
                return (ctx, v) -> {
                    List<String> lines = lines(v.toText());
                    int n = index.asInt(ctx);
                    int i = n < 0 ? lines.size() + n : n;
                    return Value.of(i < 0 || i >= lines.size() ? "" : lines.get(i));
                };
            }
            case "sw": {
                Expression start = o.whole();
                return (ctx, v) -> {
                    String wanted = start.asText(ctx);
                    for (String line : lines(v.toText())) {
                        if (line.startsWith(wanted)) {
                            return Value.of(line);
                        }
                    }
                    return Value.of("");
                };
            }
            default:
                return null;
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            lines.add(text.substring(start, stop > start && text.charAt(stop - 1) == '\r' ? stop - 1 : stop));
            start = stop + 1;
        }
        return lines;
    }
}
