package org.breakwater.script.module.ipops;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;

/** Answers of one kind of query, by the name the script gave them: {@code $dns(name=>key[index])}. */
final class QueryResults {

    private static final String COUNT = "count";

    private final ContextKey<Map<String, Answer>> key;
    private final List<String> listKeys;
    private final List<String> singleKeys;

    /**
     * @param listKeys keys with one value for each record, in the order {@link Answer} has them
     * @param singleKeys keys with one value, besides {@code count}
     */
    QueryResults(String name, List<String> listKeys, List<String> singleKeys) {
        this.key = new ContextKey<>("ipops." + name);
        this.listKeys = List.copyOf(listKeys);
        this.singleKeys = List.copyOf(singleKeys);
    }

    /**
     * An answer.
     *
     * @param records values of each record by the list keys
     * @param single values of the single keys
     */
    record Answer(List<List<Value>> records, List<Value> single) {}

    /** Keeps an answer under a name; null forgets the one before. */
    void put(ScriptContext ctx, String name, Answer answer) {
        Map<String, Answer> answers = ctx.scope().attachments().orNew(key, HashMap::new);
        if (answer == null) {
            answers.remove(name);
        } else {
            answers.put(name, answer);
        }
    }

    /** The variable that reads answers. */
    Pv bind(PvSpec spec, LoadContext load) throws FixupException {
        String inner = spec.inner() == null ? "" : spec.inner().text();
        int arrow = inner.indexOf("=>");
        if (arrow <= 0) {
            throw new FixupException(spec.text() + " needs name=>key");
        }
        Expression name = load.format(inner.substring(0, arrow).trim());
        String part = inner.substring(arrow + 2).trim();
        int bracket = part.indexOf('[');
        String field = bracket < 0 ? part : part.substring(0, bracket);
        Expression index = bracket < 0 || !part.endsWith("]")
                ? ctx -> Value.ZERO
                : load.format(part.substring(bracket + 1, part.length() - 1));
        int list = listKeys.indexOf(field);
        int single = singleKeys.indexOf(field);
        if (list < 0 && single < 0 && !field.equals(COUNT)) {
            throw new FixupException(spec.text() + ": \"" + field + "\" is none of " + COUNT + ' '
                    + String.join(" ", singleKeys) + ' ' + String.join(" ", listKeys));
        }
        return ctx -> {
            Answer answer = find(ctx, name.asText(ctx));
            if (answer == null) {
                return Value.NULL;
            }
            if (single >= 0) {
                return answer.single().get(single);
            }
            return list < 0 ? Value.of(answer.records().size()) : element(answer, index.asInt(ctx), list);
        };
    }

    private Answer find(ScriptContext ctx, String name) {
        Map<String, Answer> answers = ctx.scope().attachments().get(key);
        return answers == null ? null : answers.get(name);
    }

    private static Value element(Answer answer, int index, int field) {
        return index < 0 || index >= answer.records().size()
                ? Value.NULL
                : answer.records().get(index).get(field);
    }
}
