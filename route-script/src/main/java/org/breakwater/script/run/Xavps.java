package org.breakwater.script.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Extended AVPs: named stacks of records, each with keys that hold stacks of values. {@code xavp} and {@code xavi}
 * push, {@code xavu} holds one; {@code xavi} ignores the case of keys, which its caller lowers.
 */
public final class Xavps {

    private final Map<String, List<Map<String, List<Value>>>> roots = new LinkedHashMap<>();

    /** Record {@code index} of a root, newest first, or null. */
    public Map<String, List<Value>> record(String root, int index) {
        List<Map<String, List<Value>>> records = roots.get(root);
        return records == null || index < 0 || index >= records.size() ? null : records.get(index);
    }

    /** How many records a root has. */
    public int count(String root) {
        List<Map<String, List<Value>>> records = roots.get(root);
        return records == null ? 0 : records.size();
    }

    /** Pushes a new, empty record on a root and returns it. */
    public Map<String, List<Value>> push(String root) {
        Map<String, List<Value>> record = new LinkedHashMap<>();
        roots.computeIfAbsent(root, r -> new ArrayList<>()).add(0, record);
        return record;
    }

    /** Appends a new, empty record behind the others of a root and returns it. */
    public Map<String, List<Value>> append(String root) {
        Map<String, List<Value>> record = new LinkedHashMap<>();
        roots.computeIfAbsent(root, r -> new ArrayList<>()).add(record);
        return record;
    }

    /** All values for people, one line each. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        roots.forEach((root, records) -> {
            for (int i = 0; i < records.size(); i++) {
                String name = root + '[' + i + ']';
                records.get(i)
                        .forEach((key, values) -> values.forEach(v -> text.append(name)
                                .append(key.isEmpty() ? "" : "=>" + key)
                                .append(" = ")
                                .append(v.toText())
                                .append('\n')));
            }
        });
        return text.toString();
    }

    /** Removes record {@code index} of a root, if there. */
    public void remove(String root, int index) {
        List<Map<String, List<Value>>> records = roots.get(root);
        if (records != null && index >= 0 && index < records.size()) {
            records.remove(index);
            if (records.isEmpty()) {
                roots.remove(root);
            }
        }
    }

    /** Removes a root with all its records. */
    public void removeAll(String root) {
        roots.remove(root);
    }
}
