package org.breakwater.script.module.counters;

import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counters by group and name. Safe on any thread. */
public final class CounterTable {

    private final Map<String, Map<String, Entry>> groups = new ConcurrentSkipListMap<>();

    /** One counter. */
    private record Entry(AtomicLong value, String description) {}

    /** Declares a counter; declaring it again changes nothing. */
    public void declare(String group, String name, String description) {
        groups.computeIfAbsent(group, g -> new ConcurrentHashMap<>())
                .putIfAbsent(name, new Entry(new AtomicLong(), description));
    }

    /** Whether it is declared. */
    public boolean isDeclared(String group, String name) {
        return entry(group, name) != null;
    }

    /** Adds to a counter; does nothing when it is not declared. */
    public void add(String group, String name, long amount) {
        Entry entry = entry(group, name);
        if (entry != null) {
            entry.value().addAndGet(amount);
        }
    }

    /** Sets a counter to 0. */
    public void reset(String group, String name) {
        Entry entry = entry(group, name);
        if (entry != null) {
            entry.value().set(0);
        }
    }

    /** Its value, empty when it is not declared. */
    public OptionalLong value(String group, String name) {
        Entry entry = entry(group, name);
        return entry == null
                ? OptionalLong.empty()
                : OptionalLong.of(entry.value().get());
    }

    /** The value of the first counter with this name in any group. */
    public OptionalLong value(String name) {
        for (String group : groups.keySet()) {
            OptionalLong value = value(group, name);
            if (value.isPresent()) {
                return value;
            }
        }
        return OptionalLong.empty();
    }

    /** Its description, null when it is not declared. */
    public String description(String group, String name) {
        Entry entry = entry(group, name);
        return entry == null ? null : entry.description();
    }

    /** Names of all groups, in order. */
    public Iterable<String> groups() {
        return groups.keySet();
    }

    /** Names and values of a group, in order; empty when there is no such group. */
    public Map<String, Long> values(String group) {
        Map<String, Long> values = new TreeMap<>();
        groups.getOrDefault(group, Map.of())
                .forEach((name, entry) -> values.put(name, entry.value().get()));
        return values;
    }

    private Entry entry(String group, String name) {
        return groups.getOrDefault(group, Map.of()).get(name);
    }
}
