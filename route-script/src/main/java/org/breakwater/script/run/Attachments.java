package org.breakwater.script.run;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What modules attached, by key. Made when first used. */
public final class Attachments {

    private Map<ContextKey<?>, Object> values;

    /** What is attached, or null. */
    @SuppressWarnings("unchecked") // put() only stores a T under a ContextKey<T>
    public <T> T get(ContextKey<T> key) {
        return values == null ? null : (T) values.get(key);
    }

    /** What is attached; made by {@code maker} and attached when there is nothing yet. */
    public <T> T orNew(ContextKey<T> key, Supplier<T> maker) {
        T value = get(key);
        if (value == null) {
            value = maker.get();
            put(key, value);
        }
        return value;
    }

    /** Attaches; null takes away. */
    public <T> void put(ContextKey<T> key, T value) {
        if (values == null) {
            values = new IdentityHashMap<>(4);
        }
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    /** A copy that goes its own way. */
    public Attachments copy() {
        Attachments copy = new Attachments();
        copy.values = values == null ? null : new IdentityHashMap<>(values);
        return copy;
    }
}
