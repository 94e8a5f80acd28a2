package org.breakwater.script.module.textopsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.HeaderIndex;

/** Iterators over header fields: a position by name, -1 before the first field. */
final class HeaderIterators {

    private static final ContextKey<Map<String, Integer>> POSITIONS = new ContextKey<>("header iterators");
    private static final int MOST_ITERATORS = 4;

    private HeaderIterators() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(FunctionExport.ofText("hf_iterator_start", RouteSets.ANY, HeaderIterators::start));
        all.add(FunctionExport.ofText(
                "hf_iterator_end", RouteSets.ANY, (ctx, name) -> positions(ctx).remove(name) == null ? -1 : 1));
        all.add(FunctionExport.ofText("hf_iterator_next", RouteSets.ANY, (ctx, name) -> move(ctx, name, 1)));
        all.add(FunctionExport.ofText("hf_iterator_prev", RouteSets.ANY, (ctx, name) -> move(ctx, name, -1)));
        all.add(FunctionExport.ofText("hf_iterator_rm", RouteSets.ANY, (ctx, name) -> {
            int at = position(ctx, name);
            if (at < 0) {
                return -1;
            }
            HeaderEdits.remove(ctx, at);
            return 1;
        }));
        all.add(FunctionExport.ofTexts(
                "hf_iterator_append", RouteSets.ANY, (ctx, name, text) -> add(ctx, name, text, true)));
        all.add(FunctionExport.ofTexts(
                "hf_iterator_insert", RouteSets.ANY, (ctx, name, text) -> add(ctx, name, text, false)));
        return all;
    }

    static List<PvExport> variables() {
        return List.of(
                new PvExport("hfitname", (spec, load) -> variable(spec, load, HeaderIndex::nameText)),
                new PvExport("hfitbody", (spec, load) -> variable(spec, load, HeaderIndex::value)));
    }

    private static Map<String, Integer> positions(ScriptContext ctx) {
        return ctx.attachments().orNew(POSITIONS, () -> new HashMap<>(4));
    }

    private static int start(ScriptContext ctx, String name) {
        Map<String, Integer> positions = positions(ctx);
        if (!positions.containsKey(name) && positions.size() == MOST_ITERATORS) {
            ctx.log(-1, "hf_iterator_start: more than " + MOST_ITERATORS + " iterators\n");
            return -1;
        }
        positions.put(name, -1);
        return 1;
    }

    private static int move(ScriptContext ctx, String name, int step) {
        Integer at = positions(ctx).get(name);
        if (at == null) {
            return -1;
        }
        int next = at + step;
        if (next < 0 || next >= ctx.message().index().count()) {
            return -1;
        }
        positions(ctx).put(name, next);
        return 1;
    }

    /** The field an iterator stands at, or -1. */
    private static int position(ScriptContext ctx, String name) {
        int at = positions(ctx).getOrDefault(name, -1);
        return at < ctx.message().index().count() ? at : -1;
    }

    private static int add(ScriptContext ctx, String name, String field, boolean behind) {
        int at = position(ctx, name);
        if (at < 0 || field.isEmpty()) {
            return -1;
        }
        if (behind) {
            HeaderEdits.insertAfter(ctx, at, field);
        } else {
            HeaderEdits.insertBefore(ctx, at, field);
        }
        return 1;
    }

    private static Pv variable(PvSpec spec, LoadContext load, Part part) throws FixupException {
        if (spec.inner() == null) {
            throw new FixupException("$" + spec.name() + " needs the name of an iterator");
        }
        Expression name = load.format(spec.inner().text());
        return ctx -> {
            int at = position(ctx, name.asText(ctx));
            return at < 0 ? Value.NULL : Value.of(part.of(ctx.message().index(), at));
        };
    }

    @FunctionalInterface
    private interface Part {
        String of(HeaderIndex index, int field);
    }
}
