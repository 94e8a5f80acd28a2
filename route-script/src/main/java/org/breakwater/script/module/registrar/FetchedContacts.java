package org.breakwater.script.module.registrar;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.location.Location;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/**
 * {@code reg_fetch_contacts()}, {@code reg_free_contacts()} and {@code $ulc(profile=>attribute)}: a copy of what is
 * registered, under a name, for as long as the transaction lasts.
 */
final class FetchedContacts {

    private static final Set<RouteKind> REQUEST_AND_FAILURE = Set.of(RouteKind.REQUEST, RouteKind.FAILURE);
    private static final ContextKey<Map<String, Snapshot>> KEY = new ContextKey<>("registrar.ulc");
    private static final Map<String, Function<Row, Value>> ATTRIBUTES = attributes();

    private final Function<String, Location> tables;
    private final Function<String, String> keyOf;

    /** One look at an address of record. */
    private record Snapshot(String table, String aor, List<Binding> bindings) {}

    /** One binding of a look. */
    private record Row(Snapshot all, Binding binding) {}

    /**
     * @param tables location tables by name
     * @param keyOf makes the key of an address of record of a URI, or null
     */
    FetchedContacts(Function<String, Location> tables, Function<String, String> keyOf) {
        this.tables = tables;
        this.keyOf = keyOf;
    }

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.of(
                        "reg_fetch_contacts",
                        REQUEST_AND_FAILURE,
                        (a, load) -> fetch(a),
                        CONSTANT_STRING,
                        STRING,
                        CONSTANT_STRING))
                .function(FunctionExport.of(
                        "reg_free_contacts", REQUEST_AND_FAILURE, (a, load) -> free(a), CONSTANT_STRING))
                .pv(new PvExport("ulc", FetchedContacts::variable));
    }

    private static Map<String, Snapshot> of(ScriptContext ctx) {
        Map<String, Snapshot> present = ctx.scope().attachments().get(KEY);
        if (present == null) {
            present = new HashMap<>(2);
            ctx.scope().attachments().put(KEY, present);
        }
        return present;
    }

    private Action fetch(Arguments a) {
        Location location = tables.apply(a.constantString(0));
        Expression uri = a.expression(1);
        String profile = a.constantString(2);
        return ctx -> {
            of(ctx).remove(profile);
            String aor = keyOf.apply(uri.asText(ctx));
            List<Binding> bindings = aor == null ? List.of() : location.lookup(aor);
            if (bindings.isEmpty()) {
                return -1;
            }
            of(ctx).put(profile, new Snapshot(location.name(), aor, List.copyOf(bindings)));
            return 1;
        };
    }

    private static Action free(Arguments a) {
        String profile = a.constantString(0);
        return ctx -> {
            of(ctx).remove(profile);
            return 1;
        };
    }

    private static Pv variable(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text().trim();
        int arrow = inner.indexOf("=>");
        Function<Row, Value> read = arrow < 1 ? null : ATTRIBUTES.get(inner.substring(arrow + 2));
        if (read == null) {
            throw new FixupException("$ulc(" + inner + "): it is $ulc(profile=>attribute), attribute one of "
                    + String.join(" ", new java.util.TreeSet<>(ATTRIBUTES.keySet())));
        }
        String profile = inner.substring(0, arrow);
        Expression index = index(spec, load);
        return ctx -> {
            Snapshot all = of(ctx).get(profile);
            int i = Math.max(0, index.asInt(ctx));
            return all == null || i >= all.bindings().size()
                    ? Value.NULL
                    : read.apply(new Row(all, all.bindings().get(i)));
        };
    }

    private static Expression index(PvSpec spec, LoadContext load) throws FixupException {
        if (spec.index() instanceof PvSpec.NumberIndex n) {
            Value number = Value.of(n.value());
            return ctx -> number;
        } else if (spec.index() instanceof PvSpec.VariableIndex v) {
            return load.pv(v.variable().text());
        } else if (spec.index() instanceof PvSpec.NoIndex) {
            return ctx -> Value.ZERO;
        }
        throw new FixupException("$ulc: the index is a number or a variable");
    }

    private static Map<String, Function<Row, Value>> attributes() {
        Map<String, Function<Row, Value>> all = new HashMap<>();
        all.put("aor", r -> Value.of(r.all().aor()));
        all.put("domain", r -> Value.of(r.all().table()));
        all.put("count", r -> Value.of(r.all().bindings().size()));
        all.put("addr", r -> Value.of(r.binding().contact()));
        all.put("path", r -> text(r.binding().route().path()));
        all.put("received", r -> text(r.binding().route().received()));
        all.put("socket", r -> Value.of(r.binding().route().socket()));
        all.put("conid", r -> connection(r.binding().route().flowId()));
        all.put("expires", r -> number(r.binding().registration().expiresAt()));
        all.put("modified", r -> number(r.binding().registration().modifiedAt()));
        all.put("callid", r -> Value.of(r.binding().registration().callId()));
        all.put("cseq", r -> Value.of(r.binding().registration().cseq()));
        all.put("q", r -> Value.of(r.binding().q()));
        all.put("flags", r -> Value.ZERO);
        all.put("cflags", r -> Value.of(r.binding().flags()));
        all.put("user_agent", r -> text(r.binding().device().userAgent()));
        all.put("methods", r -> Value.of(r.binding().device().methods()));
        all.put("ruid", r -> Value.of(r.binding().ruid()));
        all.put("regid", r -> Value.of(r.binding().device().regId()));
        all.put("instance", r -> instance(r.binding().device().instance()));
        return all;
    }

    private static Value text(String text) {
        return Value.of(text == null ? "" : text);
    }

    private static Value number(long value) {
        return Value.of((int) value);
    }

    private static Value connection(long flowId) {
        return flowId == 0 ? Value.NULL : number(flowId);
    }

    private static Value instance(String instance) {
        return instance == null ? Value.NULL : Value.of('<' + instance + '>');
    }
}
