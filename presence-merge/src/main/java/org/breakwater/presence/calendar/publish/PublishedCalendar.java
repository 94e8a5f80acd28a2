package org.breakwater.presence.calendar.publish;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.poll.CalendarPresence;
import org.breakwater.presence.document.pidf.Entity;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;

/** Puts the calendars' state into the store of publications, one publication for each user. */
public final class PublishedCalendar implements CalendarPresence {

    private static final String ID = "calendar";

    private final PublicationStore store;
    private final PresenceEvent event;
    private final Function<DirectoryName, String> entities;
    private final TimeSource time;
    private final Map<DirectoryName, Shown> shown = new HashMap<>();

    /** What was published last of a user, and as whose. */
    private record Shown(String entity, Presence presence, long untilMillis) {}

    /**
     * Publishes into {@code store}.
     *
     * @param entities the URI watchers know a user by; it may be another one later
     */
    public PublishedCalendar(
            PublicationStore store, PresenceEvent event, Function<DirectoryName, String> entities, TimeSource time) {
        this.store = store;
        this.event = event;
        this.entities = entities;
        this.time = time;
    }

    @Override
    public synchronized void publish(DirectoryName user, Presence presence, long untilMillis) {
        long seconds = Math.floorDiv(untilMillis - time.epochMillis() + 999, 1000L);
        if (seconds < 1) {
            withdraw(user);
            return;
        }
        String entity = entities.apply(user);
        Shown before = shown.put(user, new Shown(entity, presence, untilMillis));
        if (before != null && !before.entity().equals(entity)) {
            remove(before.entity());
        }
        int bounded = (int) Math.min(seconds, Integer.MAX_VALUE);
        store.put(event.name(), entity, ID, Source.CALENDAR, event.keep(presence), bounded);
    }

    @Override
    public synchronized void withdraw(DirectoryName user) {
        Shown before = shown.remove(user);
        if (before != null) {
            remove(before.entity());
        }
        remove(entities.apply(user));
    }

    private void remove(String entity) {
        store.remove(event.name(), entity, ID);
    }

    /** Publishes anew of whom watchers know by another URI than before, as when a script began that tells domains apart. */
    public synchronized void spellAgain() {
        for (Map.Entry<DirectoryName, Shown> entry : List.copyOf(shown.entrySet())) {
            Shown was = entry.getValue();
            if (!was.entity().equals(entities.apply(entry.getKey()))) {
                publish(entry.getKey(), was.presence(), was.untilMillis());
            }
        }
    }

    /** Withdraws what any server published of others than these: their calendars were removed while nobody looked. */
    public synchronized void keepOnly(Collection<DirectoryName> users) {
        Set<String> kept = users.stream().map(entities).map(Entity::sip).collect(Collectors.toSet());
        for (String entity : store.entities(event.name(), ID)) {
            if (!kept.contains(entity)) {
                remove(entity);
            }
        }
    }

    /** Another server goes on; what is published is its business. */
    public synchronized void forget() {
        shown.clear();
    }
}
