package org.breakwater.presence.calendar.publish;

import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.poll.CalendarPresence;
import org.breakwater.presence.document.pidf.Presence;
import org.breakwater.presence.merge.Source;
import org.breakwater.presence.publication.PresenceEvent;
import org.breakwater.presence.publication.PublicationStore;

/** Puts the calendars' state into the store of publications, one publication for each user. */
public final class PublishedCalendar implements CalendarPresence {

    private static final String ID = "calendar";

    private final PublicationStore store;
    private final PresenceEvent event;
    private final TimeSource time;

    /** Publishes into {@code store}. */
    public PublishedCalendar(PublicationStore store, PresenceEvent event, TimeSource time) {
        this.store = store;
        this.event = event;
        this.time = time;
    }

    @Override
    public void publish(DirectoryName user, Presence presence, long untilMillis) {
        long seconds = Math.floorDiv(untilMillis - time.epochMillis() + 999, 1000L);
        if (seconds < 1) {
            withdraw(user);
        } else {
            int bounded = (int) Math.min(seconds, Integer.MAX_VALUE);
            store.put(event.name(), uri(user), ID, Source.CALENDAR, event.keep(presence), bounded);
        }
    }

    @Override
    public void withdraw(DirectoryName user) {
        store.remove(event.name(), uri(user), ID);
    }

    private static String uri(DirectoryName user) {
        return "sip:" + user;
    }
}
