package org.breakwater.presence.calendar.poll;

import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.document.pidf.Presence;

/** Where what follows from calendars goes. */
public interface CalendarPresence {

    /**
     * Publishes; takes the place of what was published for the user before.
     *
     * @param untilMillis when it ends by itself if nothing more is heard, in ms since 1970
     */
    void publish(DirectoryName user, Presence presence, long untilMillis);

    /** The calendars say nothing more; harmless when nothing was published. */
    void withdraw(DirectoryName user);
}
