package org.breakwater.script.module.htable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.run.Value;

/** One table. Safe on any thread. Holds at most {@value #MOST_ITEMS} items; a further one is refused. */
final class HashTable {

    static final int MOST_ITEMS = 2_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Shape shape;
    private final TimeSource time;
    private final Map<String, Item> items = new ConcurrentHashMap<>();

    /**
     * How a table was declared.
     *
     * @param autoExpireSeconds life of items, 0 for ever
     * @param initial value of items that are not there, null for none
     * @param updateExpires whether writing an item again prolongs its life
     * @param dbTable SQL table to load from, null for none
     * @param dbMode 1 when items are written back by {@code htable.store}
     */
    record Shape(
            String name, int autoExpireSeconds, Value initial, boolean updateExpires, String dbTable, int dbMode) {}

    /** A value and the millisecond it ends. */
    private record Item(Value value, long endsAt) {}

    HashTable(Shape shape, TimeSource time) {
        this.shape = shape;
        this.time = time;
    }

    Shape shape() {
        return shape;
    }

    /** The value, else the initial one, else null value. */
    Value get(String key) {
        Item item = valid(key);
        if (item != null) {
            return item.value();
        }
        return shape.initial() == null ? Value.NULL : shape.initial();
    }

    private Item valid(String key) {
        Item item = items.get(key);
        return item == null || item.endsAt() <= time.epochMillis() ? null : item;
    }

    /** Writes an item; null value removes it. False when the table is full. */
    boolean put(String key, Value value) {
        if (value.isNull()) {
            items.remove(key);
            return true;
        }
        if (items.size() >= MOST_ITEMS && !items.containsKey(key)) {
            return false;
        }
        long now = time.epochMillis();
        items.compute(key, (k, old) -> {
            boolean keepsEnd = old != null && old.endsAt() > now && !shape.updateExpires();
            return new Item(value, keepsEnd ? old.endsAt() : end(now));
        });
        return true;
    }

    private long end(long now) {
        return shape.autoExpireSeconds() == 0 ? NEVER : now + shape.autoExpireSeconds() * 1000L;
    }

    /** Writes an item with a life of its own, in seconds; 0 for ever. */
    void put(String key, Value value, int seconds) {
        items.put(key, new Item(value, endAfter(seconds)));
    }

    private long endAfter(int seconds) {
        return seconds <= 0 ? NEVER : time.epochMillis() + seconds * 1000L;
    }

    /** Adds to an integer; one that is not there begins with the initial value, without one nothing happens. */
    Value add(String key, int amount) {
        long now = time.epochMillis();
        Item result = items.compute(key, (k, old) -> {
            boolean there = old != null && old.endsAt() > now;
            Value from = there ? old.value() : shape.initial();
            if (from == null || !from.isInt()) {
                return old;
            }
            boolean keepsEnd = there && !shape.updateExpires();
            return new Item(Value.of(from.toInt() + amount), keepsEnd ? old.endsAt() : end(now));
        });
        return result == null || !result.value().isInt() ? Value.NULL : result.value();
    }

    /** Seconds an item has left, 0 for one that stays, null value when it is not there. */
    Value secondsLeft(String key) {
        Item item = valid(key);
        if (item == null) {
            return Value.NULL;
        }
        return Value.of(item.endsAt() == NEVER ? 0 : (int) ((item.endsAt() - time.epochMillis() + 999) / 1000));
    }

    /** Gives an item another life; false when it is not there. */
    boolean expireIn(String key, int seconds) {
        long now = time.epochMillis();
        return items.computeIfPresent(
                        key, (k, old) -> old.endsAt() <= now ? null : new Item(old.value(), endAfter(seconds)))
                != null;
    }

    /** Visits all items that have not expired. */
    void forEach(BiConsumer<String, Value> visitor) {
        long now = time.epochMillis();
        items.forEach((key, item) -> {
            if (item.endsAt() > now) {
                visitor.accept(key, item.value());
            }
        });
    }

    int count(BiPredicate<String, Value> test) {
        int[] count = {0};
        forEach((key, value) -> count[0] += test.test(key, value) ? 1 : 0);
        return count[0];
    }

    /** Removes what matches; returns how many. */
    int removeIf(BiPredicate<String, Value> test) {
        int before = items.size();
        items.entrySet().removeIf(e -> test.test(e.getKey(), e.getValue().value()));
        return Math.max(0, before - items.size());
    }

    void remove(String key) {
        items.remove(key);
    }

    void clear() {
        items.clear();
    }

    int size() {
        return items.size();
    }

    /** Removes expired items and tells of each. */
    void removeExpired(BiConsumer<String, Value> expired) {
        long now = time.epochMillis();
        items.forEach((key, item) -> {
            if (item.endsAt() <= now && items.remove(key, item)) {
                expired.accept(key, item.value());
            }
        });
    }
}
