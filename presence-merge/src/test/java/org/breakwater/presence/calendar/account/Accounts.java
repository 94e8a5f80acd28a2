package org.breakwater.presence.calendar.account;

import java.net.URI;
import java.time.ZoneId;
import org.breakwater.platform.directory.DirectoryName;
import org.breakwater.presence.calendar.busy.CalendarSettings;

/** Calendars for tests. */
public final class Accounts {

    public static final CalendarSettings BERLIN = new CalendarSettings(ZoneId.of("Europe/Berlin"), true, false);
    public static final DirectoryName ALICE = new DirectoryName("1001", "pbx.example");

    private Accounts() {}

    public static CalendarAccount of(CalendarKind kind, String uri, String user, String secret) {
        return new CalendarAccount(
                ALICE, "main", kind, CalendarPlace.at(URI.create(uri)), new CalendarLogin(user, secret), BERLIN);
    }

    public static CalendarAccount microsoft(CalendarKind kind, String uri, String mailbox, String secret) {
        CalendarPlace place = new CalendarPlace(URI.create(uri), mailbox, kind == CalendarKind.GRAPH ? "tenant-1" : "");
        return new CalendarAccount(ALICE, "main", kind, place, new CalendarLogin("reader", secret), BERLIN);
    }
}
