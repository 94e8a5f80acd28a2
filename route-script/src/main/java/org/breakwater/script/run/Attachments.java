package org.breakwater.script.run;

import java.util.Arrays;
import java.util.function.Supplier;

/** What modules attached, by key. There are few, so they stand side by side: key, value, key, value. */
public final class Attachments {

    private static final Object[] NONE = {};

    private Object[] slots = NONE;
    private int used;

    /** What is attached, or null. */
    @SuppressWarnings("unchecked") // put() only stores a T under a ContextKey<T>
    public <T> T get(ContextKey<T> key) {
        int at = find(key);
        return at < 0 ? null : (T) slots[at + 1];
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
        int at = find(key);
        if (at >= 0) {
            slots[at + 1] = value;
        } else if (value != null) {
            if (used == slots.length) {
                slots = Arrays.copyOf(slots, used + 8);
            }
            slots[used] = key;
            slots[used + 1] = value;
            used += 2;
        }
    }

    /** A copy that goes its own way. */
    public Attachments copy() {
        Attachments copy = new Attachments();
        copy.slots = Arrays.copyOf(slots, used);
        copy.used = used;
        return copy;
    }

    private int find(ContextKey<?> key) {
        for (int i = 0; i < used; i += 2) {
            if (slots[i] == key) {
                return i;
            }
        }
        return -1;
    }
}
