package org.breakwater.script.module.htable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.Value;

/** The {@code htable.*} commands. */
final class HtableCommands {

    private final HashTables tables;
    private final Consumer<HashTable> reload;

    /** {@code reload} reads a table from SQL again, without blocking. */
    HtableCommands(HashTables tables, Consumer<HashTable> reload) {
        this.tables = tables;
        this.reload = reload;
    }

    void export(ModuleExports.Builder table) {
        table.rpc(new RpcExport("htable.get", "Reads an item: table key.", this::get))
                .rpc(new RpcExport("htable.delete", "Removes an item: table key.", this::delete))
                .rpc(new RpcExport("htable.sets", "Writes a string: table key value.", p -> put(p, false)))
                .rpc(new RpcExport("htable.seti", "Writes a number: table key value.", p -> put(p, true)))
                .rpc(new RpcExport("htable.setex", "Sets the seconds an item lives: table key seconds.", p -> {
                    table(p).expireIn(text(p, 1), Numbers.parseOrZero(text(p, 2)));
                    return null;
                }))
                .rpc(new RpcExport("htable.dump", "Lists the items of a table.", this::dump))
                .rpc(new RpcExport("htable.flush", "Empties a table.", p -> {
                    table(p).clear();
                    return null;
                }))
                .rpc(new RpcExport("htable.reload", "Reads a table from SQL again.", p -> {
                    reload.accept(table(p));
                    return null;
                }))
                .rpc(new RpcExport("htable.listTables", "Lists the tables.", p -> list()))
                .rpc(new RpcExport("htable.stats", "Sizes of the tables.", p -> stats()));
    }

    private HashTable table(List<Object> p) throws RpcException {
        HashTable found = tables.find(text(p, 0));
        if (found == null) {
            throw new RpcException(404, "there is no table " + text(p, 0));
        }
        return found;
    }

    private static String text(List<Object> p, int i) throws RpcException {
        if (i >= p.size()) {
            throw new RpcException(400, "parameter " + (i + 1) + " is missing");
        }
        return String.valueOf(p.get(i));
    }

    private Object get(List<Object> p) throws RpcException {
        Value value = table(p).get(text(p, 1));
        if (value.isNull()) {
            throw new RpcException(404, "key not found");
        }
        return Map.of("item", item(text(p, 1), value));
    }

    private Object delete(List<Object> p) throws RpcException {
        table(p).remove(text(p, 1));
        return null;
    }

    private Object put(List<Object> p, boolean number) throws RpcException {
        String text = text(p, 2);
        if (!table(p).put(text(p, 1), number ? Value.of(Numbers.parseOrZero(text)) : Value.of(text))) {
            throw new RpcException(500, "the table is full");
        }
        return null;
    }

    private Object dump(List<Object> p) throws RpcException {
        List<Object> slot = new ArrayList<>();
        table(p).forEach((key, value) -> slot.add(item(key, value)));
        return slot;
    }

    private static Map<String, Object> item(String key, Value value) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", key);
        item.put("value", value.isInt() ? (Object) value.toInt() : value.toText());
        item.put("type", value.isInt() ? "int" : "str");
        return item;
    }

    private Object list() {
        List<Object> all = new ArrayList<>();
        for (HashTable t : tables.all()) {
            HashTable.Shape shape = t.shape();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", shape.name());
            entry.put("dbtable", shape.dbTable() == null ? "" : shape.dbTable());
            entry.put("dbmode", shape.dbMode());
            entry.put("expire", shape.autoExpireSeconds());
            entry.put("updateexpire", shape.updateExpires() ? 1 : 0);
            all.add(entry);
        }
        return all;
    }

    private Object stats() {
        List<Object> all = new ArrayList<>();
        tables.all().forEach(t -> all.add(Map.of("name", t.shape().name(), "all", t.size())));
        return all;
    }
}
