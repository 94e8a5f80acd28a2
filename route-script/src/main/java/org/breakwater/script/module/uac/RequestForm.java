package org.breakwater.script.module.uac;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** {@code $uac_req(…)}: what {@code uac_req_send} sends. Belongs to the message whose script fills it. */
final class RequestForm {

    private static final ContextKey<RequestForm> KEY = new ContextKey<>("uac_req");
    private static final Set<String> FIELDS = Set.of(
            "method", "ruri", "furi", "turi", "ouri", "hdrs", "body", "callid", "cseqno", "auser", "arealm", "apasswd",
            "aflags", "sock", "evroute", "evparam", "evtype", "evcode");

    private final Map<String, Value> fields = new HashMap<>();

    static RequestForm of(ScriptContext ctx) {
        return ctx.attachments().orNew(KEY, RequestForm::new);
    }

    void attachTo(ScriptContext ctx) {
        ctx.attachments().put(KEY, this);
    }

    void put(String field, Value value) {
        fields.put(field, value);
    }

    /** The field as text, null when it is empty. */
    String text(String field) {
        String text = fields.getOrDefault(field, Value.NULL).toText();
        return text.isEmpty() ? null : text;
    }

    int number(String field) {
        return fields.getOrDefault(field, Value.NULL).toInt();
    }

    RequestForm copy() {
        RequestForm copy = new RequestForm();
        copy.fields.putAll(fields);
        return copy;
    }

    static Pv variable(PvSpec spec) throws FixupException {
        String field = spec.inner() == null ? "" : spec.inner().text().trim();
        if (field.equals("all")) {
            return new All();
        }
        if (!FIELDS.contains(field)) {
            throw new FixupException("$uac_req has no field \"" + field + "\"");
        }
        return new Field(field);
    }

    /** {@code $uac_req(all)}: assigning null clears the form. */
    private static final class All implements Pv {
        @Override
        public Value eval(ScriptContext ctx) {
            return Value.NULL;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            of(ctx).fields.clear();
            return true;
        }
    }

    private record Field(String name) implements Pv {
        @Override
        public Value eval(ScriptContext ctx) {
            return of(ctx).fields.getOrDefault(name, Value.NULL);
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public boolean set(ScriptContext ctx, Value value) {
            of(ctx).fields.put(name, value);
            return true;
        }
    }
}
