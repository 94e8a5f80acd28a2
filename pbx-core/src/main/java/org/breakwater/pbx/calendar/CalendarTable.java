package org.breakwater.pbx.calendar;

import java.util.List;
import org.breakwater.presence.calendar.account.CalendarAccount;

/** The calendars there are. Blocks; throws {@link org.breakwater.platform.directory.sql.DatabaseException}. */
interface CalendarTable {

    /** A number that grows when calendars change. */
    long changes();

    /** All calendars. */
    List<CalendarAccount> list();
}
