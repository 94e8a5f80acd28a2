package org.breakwater.presence.calendar.source;

import org.breakwater.platform.time.TimeSource;
import org.breakwater.presence.calendar.account.CalendarAccount;
import org.breakwater.presence.calendar.http.CalendarHttp;

/** Opens calendars; all share one HTTP client and the tokens of Microsoft 365. */
public final class CalendarSources {

    private final CalendarHttp http;
    private final Tokens tokens;

    /** With a client. */
    public CalendarSources(CalendarHttp http, TimeSource time) {
        this.http = http;
        this.tokens = new Tokens(http, time);
    }

    /** The calendar of an account that obeys {@link org.breakwater.presence.calendar.account.AccountRules}; nothing is asked yet. */
    public CalendarSource open(CalendarAccount account) {
        return switch (account.kind()) {
            case ICS -> new CalendarFile(account, http);
            case CALDAV -> new CalDav(account, http);
            case EWS -> new ExchangeAvailability(account, http);
            case GRAPH -> new GraphSchedule(account, http, tokens);
        };
    }
}
