package org.breakwater.script.module.textopsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Octets;

/** Iterators over the lines of the body, each with its line break. */
final class LineIterators {

    private static final ContextKey<Map<String, Line>> LINES = new ContextKey<>("line iterators");
    private static final int MOST_ITERATORS = 4;

    /** Octets {@code start} to {@code end} (exclusive) of the message; empty before the first line. */
    private record Line(int start, int end) {}

    private LineIterators() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.ofText("bl_iterator_start", RouteSets.ANY, LineIterators::start));
        all.add(FunctionExport.ofText(
                "bl_iterator_end", RouteSets.ANY, (ctx, name) -> lines(ctx).remove(name) == null ? -1 : 1));
        all.add(FunctionExport.ofText("bl_iterator_next", RouteSets.ANY, LineIterators::next));
        all.add(FunctionExport.ofText("bl_iterator_rm", RouteSets.ANY, (ctx, name) -> {
            Line line = current(ctx, name);
            if (line == null) {
                return -1;
            }
            ctx.edits().delete(line.start(), line.end());
            return 1;
        }));
        all.add(add("bl_iterator_append", true));
        all.add(add("bl_iterator_insert", false));
        return all;
    }

    static List<PvExport> variables() {
        return List.of(new PvExport("blitval", (spec, load) -> {
            if (spec.inner() == null) {
                throw new FixupException("$blitval needs the name of an iterator");
            }
            Expression name = load.format(spec.inner().text());
            return ctx -> {
                Line line = current(ctx, name.asText(ctx));
                return line == null
                        ? Value.NULL
                        : Value.of(Octets.text(ctx.message().buffer(), line.start(), line.end()));
            };
        }));
    }

    private static FunctionExport add(String function, boolean behind) {
        return FunctionExport.ofTexts(function, RouteSets.ANY, (ctx, name, text) -> {
            Line line = current(ctx, name);
            if (line == null) {
                return -1;
            }
            ctx.edits().insert(behind ? line.end() : line.start(), text);
            return 1;
        });
    }

    private static Map<String, Line> lines(ScriptContext ctx) {
        return ctx.attachments().orNew(LINES, () -> new HashMap<>(4));
    }

    private static int start(ScriptContext ctx, String name) {
        Map<String, Line> lines = lines(ctx);
        boolean full = !lines.containsKey(name) && lines.size() == MOST_ITERATORS;
        if (full || ctx.message().bodyLength() == 0) {
            return -1;
        }
        int start = ctx.message().bodyStart();
        lines.put(name, new Line(start, start));
        return 1;
    }

    private static int next(ScriptContext ctx, String name) {
        Line line = lines(ctx).get(name);
        int length = ctx.message().length();
        if (line == null || line.end() >= length) {
            return -1;
        }
        byte[] octets = ctx.message().buffer();
        int end = line.end();
        while (end < length && octets[end] != '\n') {
            end++;
        }
        lines(ctx).put(name, new Line(line.end(), Math.min(length, end + 1)));
        return 1;
    }

    private static Line current(ScriptContext ctx, String name) {
        Line line = lines(ctx).get(name);
        return line == null
                        || line.start() == line.end()
                        || line.end() > ctx.message().length()
                ? null
                : line;
    }
}
