package org.breakwater.script.module.htable;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;

/** The tables a script declares. Filled while it loads. */
final class HashTables {

    private final Map<String, HashTable> tables = new LinkedHashMap<>();
    private final TimeSource time;

    HashTables(TimeSource time) {
        this.time = time;
    }

    void declare(String declaration) throws FixupException {
        HashTable.Shape shape = Declaration.parse(declaration);
        if (tables.putIfAbsent(shape.name(), new HashTable(shape, time)) != null) {
            throw new FixupException("table " + shape.name() + " is declared twice");
        }
    }

    /** The table, or null when there is none of that name. */
    HashTable find(String name) {
        return tables.get(name);
    }

    Collection<HashTable> all() {
        return tables.values();
    }

    /** An item's place: its table, null if undeclared, and its key. */
    record Place(HashTable table, Expression key) {
        String key(ScriptContext ctx) {
            return key.asText(ctx);
        }
    }

    /** Takes {@code table=>key} apart. */
    Place place(String text, LoadContext load) throws FixupException {
        int arrow = text.indexOf("=>");
        if (arrow < 1) {
            throw new FixupException("\"" + text + "\" is not of the form table=>key");
        }
        HashTable table = find(text.substring(0, arrow).trim());
        if (table == null) {
            load.warn("htable: table " + text.substring(0, arrow).trim() + " is not declared; it reads as null");
        }
        return new Place(table, load.format(text.substring(arrow + 2).trim()));
    }
}
