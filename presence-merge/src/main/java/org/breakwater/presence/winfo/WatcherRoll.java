package org.breakwater.presence.winfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.document.winfo.Watcher;
import org.breakwater.presence.document.winfo.Watcher.Event;
import org.breakwater.presence.document.winfo.Watcher.Status;

/** The watchers of one person and event package, as their subscriptions come, are decided upon and end. Bounded. */
public final class WatcherRoll {

    /** How many are on it; those that come when it is full are not listed. */
    public static final int MAX_WATCHERS = 256;

    /** How many of them wait; the one that has waited longest gives up for another. */
    public static final int MAX_WAITING = 32;

    private static final int MAX_ENDED = 64;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final String resource;
    private final String eventPackage;
    private final long patienceMillis;
    private final TimeSource time;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Event> ended = new LinkedHashMap<>();

    private record Entry(
            String uri, String display, Status status, Event event, long sinceMillis, long expiresAtMillis) {

        Entry with(Status next, Event why, long expiresAt) {
            return new Entry(uri, display, next, why, sinceMillis, expiresAt);
        }
    }

    /**
     * An empty roll.
     *
     * @param resource who is watched, in any spelling
     * @param patienceMillis how long somebody waits after their subscription ended undecided
     */
    public WatcherRoll(String resource, String eventPackage, long patienceMillis, TimeSource time) {
        this.resource = Entity.sip(resource);
        this.eventPackage = eventPackage;
        this.patienceMillis = patienceMillis;
        this.time = time;
    }

    /**
     * A subscription began or was refreshed. One by somebody who waited takes that one's place.
     *
     * @param id of the subscription, the same as long as it lasts
     * @param uri who subscribed
     * @param display name of who subscribed, empty without
     * @param authorised whether it shows the state, else it is pending
     * @param expiresSeconds granted, 1 or more
     */
    public void subscribed(String id, String uri, String display, boolean authorised, int expiresSeconds) {
        long now = now();
        long expiresAt = now + expiresSeconds * 1000L;
        Entry known = entries.get(id);
        if (known != null) {
            boolean approved = authorised && known.status() == Status.PENDING;
            entries.put(
                    id,
                    approved
                            ? known.with(Status.ACTIVE, Event.APPROVED, expiresAt)
                            : known.with(known.status(), known.event(), expiresAt));
            return;
        }
        String who = Entity.sip(uri);
        for (Map.Entry<String, Entry> entry : List.copyOf(entries.entrySet())) {
            if (entry.getValue().status() == Status.WAITING
                    && entry.getValue().uri().equals(who)) {
                ended(entry.getKey(), Event.GIVEUP);
            }
        }
        if (entries.size() < MAX_WATCHERS) {
            Status status = authorised ? Status.ACTIVE : Status.PENDING;
            entries.put(id, new Entry(who, display, status, Event.SUBSCRIBE, now, expiresAt));
            ended.remove(id);
        }
    }

    /** The person decided. */
    public void decided(String id, boolean allowed) {
        ended(id, allowed ? Event.APPROVED : Event.REJECTED);
    }

    /**
     * Something happened to a subscription; nothing when it is not on the roll.
     *
     * @param event {@code TIMEOUT} for one that ran out or was ended by the watcher
     */
    public void ended(String id, Event event) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return;
        }
        Status next = WatcherStates.after(entry.status(), event);
        if (next == Status.TERMINATED) {
            entries.remove(id);
            ended.remove(id);
            ended.put(id, event);
            forgetOldest(ended, MAX_ENDED);
        } else if (next == Status.WAITING && entry.status() != Status.WAITING) {
            entries.remove(id); // comes again at the end, so that who has waited longest comes first
            entries.put(id, entry.with(next, event, now() + patienceMillis));
            makeRoom();
        } else {
            entries.put(id, entry.with(next, event, entry.expiresAtMillis()));
        }
    }

    /** Lets those give up that have waited too long. Called now and then. */
    public void tidy() {
        long now = now();
        List<String> over = new ArrayList<>();
        entries.forEach((id, entry) -> {
            if (entry.status() == Status.WAITING && entry.expiresAtMillis() <= now) {
                over.add(id);
            }
        });
        over.forEach(id -> ended(id, Event.GIVEUP));
    }

    /** Whether nobody is on it. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Who is on it now; those that ask for a decision first. */
    public Watching watching() {
        long now = now();
        List<Watcher> watchers = new ArrayList<>();
        for (Status status : List.of(Status.PENDING, Status.WAITING, Status.ACTIVE)) {
            entries.forEach((id, entry) -> {
                if (entry.status() == status) {
                    watchers.add(watcher(id, entry, now));
                }
            });
        }
        return new Watching(resource, eventPackage, watchers, ended);
    }

    private static Watcher watcher(String id, Entry entry, long now) {
        long left = Math.max(0, entry.expiresAtMillis() - now) / 1000;
        return new Watcher(
                id,
                entry.uri(),
                entry.display(),
                entry.status(),
                entry.event(),
                entry.status() == Status.WAITING ? -1 : left,
                (now - entry.sinceMillis()) / 1000);
    }

    private void makeRoom() {
        List<String> waiting = entries.entrySet().stream()
                .filter(e -> e.getValue().status() == Status.WAITING)
                .map(Map.Entry::getKey)
                .toList();
        for (int i = 0; i < waiting.size() - MAX_WAITING; i++) {
            ended(waiting.get(i), Event.GIVEUP);
        }
    }

    private static void forgetOldest(Map<String, Event> map, int max) {
        while (map.size() > max) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private long now() {
        return time.monotonicNanos() / NANOS_PER_MILLI;
    }
}
