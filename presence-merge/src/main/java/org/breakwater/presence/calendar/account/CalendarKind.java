package org.breakwater.presence.calendar.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a calendar is read. */
public enum CalendarKind {
    /** A file in iCalendar's format (RFC 5545) at an address. */
    ICS,
    /** A collection of a CalDAV server (RFC 4791): Radicale, Nextcloud. */
    CALDAV,
    /** Exchange Web Services of an Exchange server. */
    EWS,
    /** Microsoft Graph: Microsoft 365. */
    GRAPH;

    /** As commands and tables write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that name, if there is one. */
    public static Optional<CalendarKind> ofText(String text) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(CalendarKind::text).collect(Collectors.joining(", "));
    }
}
