package org.breakwater.registrar.location;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.breakwater.platform.state.Backup;
import org.breakwater.platform.state.SharedMap;
import org.breakwater.platform.time.TimeSource;

/** One table of bindings, as {@code location}. */
public final class Location {

    private static final Comparator<Binding> BY_PREFERENCE = Comparator.comparingInt((Binding b) -> -b.q());

    private final String name;
    private final SharedMap<String, AorBindings> map;
    private final TimeSource time;
    private final String run;
    private final List<LocationListener> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param name table name
     * @param map where the bindings live: in memory, or shared between servers
     */
    public Location(String name, SharedMap<String, AorBindings> map, TimeSource time) {
        this(name, map, time, null);
    }

    /**
     * The same where other servers have connections, too.
     *
     * @param run this run of this server, see {@link org.breakwater.platform.state.Member#text()}: a connection another
     *     one has is none here; null when there are no others
     */
    public Location(String name, SharedMap<String, AorBindings> map, TimeSource time, String run) {
        this.name = name;
        this.map = map;
        this.time = time;
        this.run = run;
        map.listenElsewhere(this::changedElsewhere);
    }

    /** Table name. */
    public String name() {
        return name;
    }

    /** Adds a listener for changes from now on. */
    public void addListener(LocationListener listener) {
        listeners.add(listener);
    }

    /** Valid bindings of an address of record: highest q first, none last, among equals the oldest first. */
    public List<Binding> lookup(String aor) {
        AorBindings record = map.get(aor);
        if (record == null) {
            return List.of();
        }
        long now = time.epochSeconds();
        List<Binding> bindings = record.bindings();
        if (bindings.size() == 1) {
            return bindings.get(0).isValid(now) ? seenHere(bindings) : List.of();
        }
        List<Binding> valid = new ArrayList<>(bindings.size());
        for (Binding b : bindings) {
            if (b.isValid(now)) {
                valid.add(b);
            }
        }
        valid.sort(BY_PREFERENCE);
        return seenHere(valid);
    }

    private List<Binding> seenHere(List<Binding> bindings) {
        if (run != null) {
            for (Binding b : bindings) {
                if (!b.route().isAt(run)) {
                    return bindings.stream().map(other -> other.seenBy(run)).toList();
                }
            }
        }
        return bindings;
    }

    /** A binding by its record id, lapsed or not; null if there is none. */
    public Binding find(String aor, String ruid) {
        AorBindings record = map.get(aor);
        return record == null ? null : find(record.bindings(), ruid);
    }

    private static Binding find(List<Binding> list, String ruid) {
        for (Binding b : list) {
            if (b.ruid().equals(ruid)) {
                return b;
            }
        }
        return null;
    }

    /**
     * The way to a binding of a lookup when another server has the connection.
     *
     * @return its flow id means something to its holder; null when this server has the connection or there is none
     */
    public Binding.Reach elsewhere(String aor, Binding seen) {
        String holder = seen.route().holder();
        if (run == null || holder.isEmpty() || holder.equals(run)) {
            return null;
        }
        Binding kept = find(aor, seen.ruid());
        return kept == null || kept.route().isAt(run) ? null : kept.route();
    }

    /** Where the bindings live, as every server sees them. */
    SharedMap<String, AorBindings> map() {
        return map;
    }

    /** Whether at least one valid binding exists. */
    public boolean isRegistered(String aor) {
        return !lookup(aor).isEmpty();
    }

    /**
     * Changes the bindings of one address of record atomically.
     *
     * @param change gets the bindings in force (possibly lapsed ones among them, never null); its result replaces
     *     them, empty removes the address of record. May be called more than once, so it must have no effects.
     */
    public void update(String aor, Change change) {
        Difference difference = new Difference();
        map.compute(aor, (key, before) -> {
            List<Binding> old = before == null ? List.of() : before.bindings();
            List<Binding> now = change.apply(old);
            difference.set(old, now);
            return now.isEmpty() ? null : new AorBindings(now);
        });
        if (!listeners.isEmpty()) {
            difference.tell(aor);
        }
    }

    /** Puts bindings in place without telling listeners, as read from SQL at the start. */
    public void load(String aor, List<Binding> bindings) {
        map.restore(aor, new AorBindings(bindings), (before, more) -> {
            List<Binding> all = new ArrayList<>(before.bindings());
            all.addAll(more.bindings());
            return new AorBindings(all);
        });
    }

    /** Says when what was changed here is held by another server, too; see {@link SharedMap#backup}. */
    public CompletionStage<Backup> backup(String aor, Duration limit) {
        return map.backup(aor, limit);
    }

    /** Tells listeners which bindings a server took that is gone now; {@code run} as bindings name their holder. */
    public void holderDied(String goneRun) {
        map.forEach((aor, record) -> record.bindings().stream()
                .filter(b -> b.route().holder().equals(goneRun))
                .forEach(b -> listeners.forEach(l -> l.orphaned(aor, b))));
    }

    private void changedElsewhere(String aor, AorBindings before, AorBindings after) {
        if (before == null || listeners.isEmpty()) {
            return;
        }
        for (Binding b : before.bindings()) {
            if (after == null || find(after.bindings(), b.ruid()) == null) {
                listeners.forEach(l -> l.departed(aor, b));
            }
        }
    }

    /** Visits every address of record with its bindings, lapsed ones included, in no order. */
    public void forEach(BiConsumer<String, List<Binding>> visitor) {
        map.forEach((aor, record) -> visitor.accept(aor, seenHere(record.bindings())));
    }

    /** How many addresses of record have bindings. */
    public int size() {
        return map.size();
    }

    /** Takes lapsed bindings out and tells listeners; returns how many. */
    public int removeExpired() {
        long now = time.epochSeconds();
        List<String> stale = new ArrayList<>();
        forEach((aor, bindings) -> {
            if (hasLapsed(bindings, now)) {
                stale.add(aor);
            }
        });
        int removed = 0;
        for (String aor : stale) {
            List<Binding> gone = new ArrayList<>();
            map.compute(aor, (key, before) -> {
                gone.clear();
                if (before == null) {
                    return null;
                }
                List<Binding> kept = new ArrayList<>();
                before.bindings().forEach(b -> (b.isValid(now) ? kept : gone).add(b));
                return kept.isEmpty() ? null : new AorBindings(kept);
            });
            gone.forEach(b -> listeners.forEach(l -> l.expired(aor, b)));
            removed += gone.size();
        }
        return removed;
    }

    private static boolean hasLapsed(List<Binding> bindings, long now) {
        for (int i = 0; i < bindings.size(); i++) {
            if (!bindings.get(i).isValid(now)) {
                return true;
            }
        }
        return false;
    }

    /** Makes new bindings of the old ones. */
    @FunctionalInterface
    public interface Change {
        /** The bindings from now on. */
        List<Binding> apply(List<Binding> bindings);
    }

    /** What a change made of the bindings, for the listeners. */
    private final class Difference {
        private List<Binding> old = List.of();
        private List<Binding> now = List.of();

        void set(List<Binding> before, List<Binding> after) {
            old = before;
            now = after;
        }

        void tell(String aor) {
            for (Binding b : now) {
                Binding previous = find(old, b.ruid());
                if (previous == null) {
                    listeners.forEach(l -> l.inserted(aor, b));
                } else if (previous != b) {
                    listeners.forEach(l -> l.updated(aor, b));
                }
            }
            for (Binding b : old) {
                if (find(now, b.ruid()) == null) {
                    listeners.forEach(l -> l.deleted(aor, b));
                }
            }
        }
    }
}
