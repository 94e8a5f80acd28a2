package org.breakwater.presence.calendar.account;

import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.busy.CalendarSettings;

/**
 * One calendar of one user; a user may have several.
 *
 * @param name tells it from the user's other ones
 */
public record CalendarAccount(
        DirectoryName user,
        String name,
        CalendarKind kind,
        CalendarPlace place,
        CalendarLogin login,
        CalendarSettings settings) {

    /** Unique among all calendars. */
    public String key() {
        return user + " " + name;
    }

    /** As messages call it. */
    public String words() {
        return "calendar " + name + " of " + user;
    }
}
