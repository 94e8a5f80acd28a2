package org.breakwater.lifeguard.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.breakwater.registrar.location.Binding;
import org.breakwater.registrar.sync.SiteRegistration;

/**
 * Which registrations the main servers have to be told. What is new, changed or gone is due at once; a refresh that
 * changes nothing only when {@code refreshSeconds} have passed since the binding was told, or when there is {@link #doubt}. In return the time of lapse
 * that is told is later by as much. Holds one small entry for each binding. Any thread.
 */
public final class Outbox {

    private static final long NEVER = Long.MIN_VALUE;
    private static final long RETRY = 0;

    private final int refreshSeconds;
    private final Where where;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Nothing is to be told yet.
     *
     * @param refreshSeconds 1 or more
     */
    public Outbox(int refreshSeconds, Where where) {
        this.refreshSeconds = refreshSeconds;
        this.where = where;
    }

    /**
     * How the main servers reach bindings of this site.
     *
     * @param holder this run of this LifeGUARD, beginning as the mains expect
     * @param path value of Path (RFC 3327) that leads here
     */
    public record Where(String holder, String path) {}

    /** What makes a binding another one for the main servers. */
    private record Shape(String received, Binding.Device device, int q, int flags) {
        static Shape of(Binding b) {
            return new Shape(b.route().received(), b.device(), b.q(), b.flags());
        }
    }

    private record Told(Shape shape, long receivedMillis, long toldMillis, boolean doubtful) {
        Told doubted() {
            return new Told(shape, receivedMillis, toldMillis, true);
        }
    }

    private static final class Entry {
        private Map<String, Binding> now = Map.of();
        private final Map<String, Told> told = new HashMap<>();
        private long refusedMillis = NEVER;
    }

    /** The bindings of an address of record are these now. */
    public synchronized void note(String aor, List<Binding> bindings) {
        Map<String, Binding> byContact = new LinkedHashMap<>();
        bindings.forEach(b -> byContact.put(b.contact(), b));
        Entry entry = entries.computeIfAbsent(aor, a -> new Entry());
        entry.now = byContact;
        forgetIfEmpty(aor, entry);
    }

    /**
     * The main servers may hold something newer than what they were told of this address of record: its next refresh, or
     * one that came already, is due at once.
     */
    public synchronized void doubt(String aor) {
        doubt(aor, told -> true);
    }

    /** As {@link #doubt(String)}, of phones that the main servers have at another place, since they were there meanwhile. */
    public synchronized void doubt(String aor, List<Binding> atMains) {
        doubt(
                aor,
                told -> atMains.stream()
                        .anyMatch(b -> b.contact().equals(told.getKey()) || isSameDevice(b, told.getValue())));
    }

    private static boolean isSameDevice(Binding atMains, Told told) {
        String instance = atMains.device().instance();
        return instance != null && instance.equals(told.shape().device().instance());
    }

    private void doubt(String aor, Predicate<Map.Entry<String, Told>> which) {
        Entry entry = entries.get(aor);
        if (entry != null) {
            entry.told.entrySet().stream()
                    .filter(which)
                    .forEach(e -> e.setValue(e.getValue().doubted()));
        }
    }

    /** What is due, at most {@code limit} addresses of record. */
    public synchronized List<SiteRegistration> due(long nowMillis, int limit) {
        List<SiteRegistration> due = new ArrayList<>();
        for (Map.Entry<String, Entry> e : entries.entrySet()) {
            if (due.size() == limit) {
                break;
            }
            if (isRefused(e.getValue(), nowMillis)) {
                continue;
            }
            SiteRegistration registration = due(e.getKey(), e.getValue(), nowMillis);
            if (!registration.bindings().isEmpty() || !registration.gone().isEmpty()) {
                due.add(registration);
            }
        }
        return due;
    }

    private SiteRegistration due(String aor, Entry entry, long nowMillis) {
        List<Binding> bindings = new ArrayList<>();
        for (Binding b : entry.now.values()) {
            if (isDue(b, entry.told.get(b.contact()), nowMillis)) {
                bindings.add(asTold(b));
            }
        }
        List<SiteRegistration.Gone> gone = new ArrayList<>();
        entry.told.forEach((contact, told) -> {
            if (!entry.now.containsKey(contact)) {
                gone.add(new SiteRegistration.Gone(contact, told.receivedMillis()));
            }
        });
        return new SiteRegistration(aor, bindings, gone);
    }

    private boolean isDue(Binding b, Told told, long nowMillis) {
        if (told == null || !told.shape().equals(Shape.of(b))) {
            return true;
        }
        boolean refreshed = b.registration().receivedMillis() > told.receivedMillis();
        return refreshed && (told.doubtful() || nowMillis - told.toldMillis() >= refreshSeconds * 1000L);
    }

    private Binding asTold(Binding b) {
        Binding.Registration r = b.registration();
        long expires = r.expiresAt() == Binding.Registration.PERMANENT ? r.expiresAt() : r.expiresAt() + refreshSeconds;
        return new Binding(
                b.ruid(),
                b.contact(),
                new Binding.Registration(r.callId(), r.cseq(), expires, r.receivedMillis()),
                new Binding.Reach(b.route().received(), where.path(), null, 0, where.holder()),
                b.device(),
                b.q(),
                b.flags());
    }

    /** How many bindings the main servers have taken. */
    public synchronized int toldCount() {
        return entries.values().stream().mapToInt(e -> e.told.size()).sum();
    }

    /** Those were taken by a main server. */
    public synchronized void told(List<SiteRegistration> registrations, long nowMillis) {
        for (SiteRegistration r : registrations) {
            Entry entry = entries.get(r.aor());
            if (entry == null) {
                continue;
            }
            for (Binding b : r.bindings()) {
                Shape shape = new Shape(b.route().received(), b.device(), b.q(), b.flags());
                entry.told.put(b.contact(), new Told(shape, b.registration().receivedMillis(), nowMillis, false));
            }
            r.gone().forEach(g -> entry.told.remove(g.contact()));
            entry.refusedMillis = NEVER;
            forgetIfEmpty(r.aor(), entry);
        }
    }

    private void forgetIfEmpty(String aor, Entry entry) {
        if (entry.now.isEmpty() && entry.told.isEmpty()) {
            entries.remove(aor);
        }
    }

    private boolean isRefused(Entry entry, long nowMillis) {
        return entry.refusedMillis != NEVER && nowMillis - entry.refusedMillis < refreshSeconds * 1000L;
    }

    /**
     * Main servers will not hear of those: they are told again after {@code refreshSeconds}, or when {@link
     * #retryRefused} says so. What was told of them before is no longer true there.
     *
     * @return those that were not refused before
     */
    public synchronized List<String> refused(Collection<String> aors, long nowMillis) {
        List<String> news = new ArrayList<>();
        for (String aor : aors) {
            Entry entry = entries.get(aor);
            if (entry == null) {
                continue;
            }
            if (entry.refusedMillis == NEVER) {
                news.add(aor);
            }
            entry.refusedMillis = nowMillis;
            entry.told.clear();
            forgetIfEmpty(aor, entry);
        }
        return news;
    }

    /** The site has other users now: main servers may take what they refused. */
    public synchronized void retryRefused() {
        entries.values().stream().filter(e -> e.refusedMillis != NEVER).forEach(e -> e.refusedMillis = RETRY);
    }

    /** Addresses of record that main servers will not hear of. */
    public synchronized List<String> refused() {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().refusedMillis != NEVER)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
