package org.breakwater.presence.calendar.poll;

import java.util.List;
import org.breakwater.presence.calendar.account.CalendarAccount;

/**
 * How a calendar is.
 *
 * @param answeredMillis when it answered last, in ms since 1970; 0 for never
 * @param failures since then
 * @param problem of the last one; empty without
 * @param remarks of the last answer
 */
public record CalendarStatus(
        CalendarAccount account, long answeredMillis, int failures, String problem, List<String> remarks) {}
