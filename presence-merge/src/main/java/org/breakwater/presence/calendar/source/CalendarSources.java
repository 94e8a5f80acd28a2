package org.breakwater.presence.calendar.source;

import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.http.CalendarHttp;
import org.breakwater.presence.calendar.http.Room;

/** Opens calendars; all share one HTTP client, the room for answers and the tokens of Microsoft 365. */
public final class CalendarSources {

    /** One of the largest answers and some of the usual size; reading them takes up to nine times as much memory. */
    private static final int ROOM_OCTETS = 12 << 20;

    private final CalendarHttp http;
    private final Room room = new Room(ROOM_OCTETS);
    private final Tokens tokens;

    /** With a client. */
    public CalendarSources(CalendarHttp http, TimeSource time) {
        this.http = http;
        this.tokens = new Tokens(http, time);
    }

    /** The calendar of an account that obeys {@link org.breakwater.presence.calendar.account.AccountRules}; nothing is asked yet. */
    public CalendarSource open(CalendarAccount account) {
        Room.Share share = room.share();
        CalendarSource source = source(account, http.within(share));
        return (window, known) -> {
            try {
                return source.fetch(window, known);
            } finally {
                share.giveBack();
            }
        };
    }

    private CalendarSource source(CalendarAccount account, CalendarHttp client) {
        return switch (account.kind()) {
            case ICS -> new CalendarFile(account, client);
            case CALDAV -> new CalDav(account, client);
            case EWS -> new ExchangeAvailability(account, client);
            case GRAPH -> new GraphSchedule(account, client, tokens);
        };
    }
}
