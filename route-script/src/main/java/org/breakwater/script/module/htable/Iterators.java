package org.breakwater.script.module.htable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Walks through tables, by name; they live as long as the message's script. */
final class Iterators {

    private static final ContextKey<Map<String, Iterator>> KEY = new ContextKey<>("htable iterators");

    private Iterators() {}

    /** A walk through the keys a table had when it began. */
    private static final class Iterator {
        private final HashTable table;
        private final List<String> keys = new ArrayList<>();
        private int at = -1;

        Iterator(HashTable table) {
            this.table = table;
            table.forEach((key, value) -> keys.add(key));
        }

        boolean next() {
            do {
                at++;
            } while (at < keys.size() && table.secondsLeft(keys.get(at)).isNull());
            return at < keys.size();
        }

        String key() {
            return at >= 0 && at < keys.size() ? keys.get(at) : null;
        }
    }

    static void start(ScriptContext ctx, String name, HashTable table) {
        Map<String, Iterator> all = ctx.attachments().orNew(KEY, HashMap::new);
        all.put(name, new Iterator(table));
    }

    private static Iterator find(ScriptContext ctx, String name) {
        Map<String, Iterator> all = ctx.attachments().get(KEY);
        return all == null ? null : all.get(name);
    }

    /** Goes on; false at the end. */
    static boolean next(ScriptContext ctx, String name) {
        Iterator iterator = find(ctx, name);
        return iterator != null && iterator.next();
    }

    static void end(ScriptContext ctx, String name) {
        Map<String, Iterator> all = ctx.attachments().get(KEY);
        if (all != null) {
            all.remove(name);
        }
    }

    /** Does something to the item the walk stands at; false when it stands nowhere. */
    static boolean change(ScriptContext ctx, String name, BiConsumer<HashTable, String> change) {
        Iterator iterator = find(ctx, name);
        if (iterator == null || iterator.key() == null) {
            return false;
        }
        change.accept(iterator.table, iterator.key());
        return true;
    }

    static Pv key(String name) {
        return ctx -> {
            Iterator iterator = find(ctx, name);
            return iterator == null ? Value.NULL : Value.of(iterator.key());
        };
    }

    static Pv value(String name) {
        return ctx -> {
            Iterator iterator = find(ctx, name);
            return iterator == null || iterator.key() == null ? Value.NULL : iterator.table.get(iterator.key());
        };
    }
}
