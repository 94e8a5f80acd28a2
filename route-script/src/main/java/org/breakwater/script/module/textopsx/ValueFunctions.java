package org.breakwater.script.module.textopsx;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;

/** {@code append_hf_value} and its kin: single values of headers that are lists. */
final class ValueFunctions {

    private ValueFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        all.add(two("append_hf_value", ValueFunctions::append));
        all.add(two("insert_hf_value", ValueFunctions::insert));
        all.add(two("assign_hf_value", (ctx, n, v) -> assign(ctx, n, v, false)));
        all.add(two("assign_hf_value2", (ctx, n, v) -> assign(ctx, n, v, true)));
        all.add(two("include_hf_value", ValueFunctions::include));
        all.add(two("exclude_hf_value", ValueFunctions::exclude));
        all.add(two(
                "hf_value_exists",
                (ctx, n, v) -> find(ctx, n.header().replace('_', '-'), v).isEmpty() ? -1 : 1));
        for (boolean whole : new boolean[] {false, true}) {
            all.add(FunctionExport.of(
                    whole ? "remove_hf_value2" : "remove_hf_value",
                    RouteSets.REQUESTS_TO_REPLIES,
                    (a, load) -> {
                        ValueName name = ValueName.parse(a.constantString(0));
                        return ctx -> remove(ctx, name, whole);
                    },
                    CONSTANT_STRING));
        }
        return all;
    }

    private static FunctionExport two(String name, Step step) {
        return FunctionExport.of(
                name, RouteSets.REQUESTS_TO_REPLIES, (a, load) -> bind(a, step), CONSTANT_STRING, STRING);
    }

    private static Action bind(Arguments a, Step step) throws FixupException {
        ValueName name = ValueName.parse(a.constantString(0));
        Expression value = a.expression(1);
        return ctx -> step.apply(ctx, name, value.asText(ctx));
    }

    private static int append(ScriptContext ctx, ValueName name, String value) {
        ListedValue at =
                name.index() == 0 ? null : ListedValue.at(ListedValue.of(ctx.message(), name.header()), name.index());
        if (at == null) {
            HeaderEdits.append(ctx, name.header() + ": " + value);
        } else {
            ctx.edits().insert(at.end(), ", " + value);
        }
        return 1;
    }

    private static int insert(ScriptContext ctx, ValueName name, String value) {
        ListedValue at =
                name.index() == 0 ? null : ListedValue.at(ListedValue.of(ctx.message(), name.header()), name.index());
        if (at != null) {
            ctx.edits().insert(at.start(), value + ", ");
            return 1;
        }
        int field = ctx.message().index().first(name.header());
        if (field >= 0) {
            HeaderEdits.insertBefore(ctx, field, name.header() + ": " + value);
        } else {
            HeaderEdits.append(ctx, name.header() + ": " + value);
        }
        return 1;
    }

    private static List<ListedValue> chosen(ScriptContext ctx, ValueName name, boolean whole) {
        List<ListedValue> all =
                whole ? ListedValue.fields(ctx.message(), name.header()) : ListedValue.of(ctx.message(), name.header());
        if (name.all()) {
            return all;
        }
        ListedValue one = ListedValue.at(all, name.index() == 0 ? 1 : name.index());
        return one == null ? List.of() : List.of(one);
    }

    private static int assign(ScriptContext ctx, ValueName name, String value, boolean whole) {
        List<ListedValue> values = chosen(ctx, name, whole);
        for (ListedValue v : values) {
            String text =
                    name.param() == null ? value : ParamText.with(v.text(), name.param(), value, whole ? ',' : ';');
            ctx.edits().replace(v.start(), v.end(), text);
        }
        return values.isEmpty() ? -1 : 1;
    }

    private static int remove(ScriptContext ctx, ValueName name, boolean whole) {
        List<ListedValue> values = chosen(ctx, name, whole);
        if (name.param() == null) {
            remove(ctx, name.header(), values);
            return values.isEmpty() ? -1 : 1;
        }
        int result = -1;
        for (ListedValue v : values) {
            String without = ParamText.without(v.text(), name.param(), whole ? ',' : ';');
            if (without != null) {
                ctx.edits().replace(v.start(), v.end(), without);
                result = 1;
            }
        }
        return result;
    }

    /** Takes values out with the commas they no longer need, and fields that have none left. */
    private static void remove(ScriptContext ctx, String header, List<ListedValue> values) {
        List<ListedValue> all = ListedValue.of(ctx.message(), header);
        for (ListedValue v : values) {
            List<ListedValue> field =
                    all.stream().filter(o -> o.field() == v.field()).toList();
            List<ListedValue> left = field.stream()
                    .filter(o -> values.stream().noneMatch(r -> r.start() == o.start()))
                    .toList();
            if (left.isEmpty()) {
                HeaderEdits.remove(ctx, v.field());
            } else if (v.start() < left.get(0).start()) {
                ctx.edits().delete(v.start(), field.get(v.number() + 1).start());
            } else {
                ctx.edits().delete(field.get(v.number() - 1).end(), v.end());
            }
        }
    }

    private static List<ListedValue> find(ScriptContext ctx, String header, String value) {
        return ListedValue.of(ctx.message(), header).stream()
                .filter(v -> v.text().equalsIgnoreCase(value.trim()))
                .toList();
    }

    private static int include(ScriptContext ctx, ValueName name, String value) {
        if (!find(ctx, name.header(), value).isEmpty()) {
            return 1;
        }
        List<ListedValue> all = ListedValue.of(ctx.message(), name.header());
        if (all.isEmpty()) {
            HeaderEdits.append(ctx, name.header() + ": " + value);
        } else {
            int field = all.get(0).field();
            ListedValue last = all.stream()
                    .filter(v -> v.field() == field)
                    .reduce((a, b) -> b)
                    .orElse(all.get(0));
            ctx.edits().insert(last.end(), "," + value);
        }
        return 1;
    }

    private static int exclude(ScriptContext ctx, ValueName name, String value) {
        remove(ctx, name.header(), find(ctx, name.header(), value));
        return 1;
    }

    @FunctionalInterface
    private interface Step {
        int apply(ScriptContext ctx, ValueName name, String value);
    }
}
