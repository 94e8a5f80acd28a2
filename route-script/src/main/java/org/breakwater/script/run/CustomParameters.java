package org.breakwater.script.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values of the script's own parameters ({@code group.name = value}), readable by {@code $sel(cfg_get.group.name)} and
 * changeable at run time by RPC. Safe on any thread.
 */
public final class CustomParameters {

    private final Map<String, Value> values = new ConcurrentHashMap<>();

    /** The value, or null value when the script does not declare it. */
    public Value get(String group, String name) {
        return values.getOrDefault(group + '.' + name, Value.NULL);
    }

    /** Declares or changes a value. */
    public void set(String group, String name, Value value) {
        values.put(group + '.' + name, value);
    }

    /** Whether the script declares it. */
    public boolean isDeclared(String group, String name) {
        return values.containsKey(group + '.' + name);
    }

    /** All of them by {@code group.name}. */
    public Map<String, Value> all() {
        return Map.copyOf(values);
    }
}
