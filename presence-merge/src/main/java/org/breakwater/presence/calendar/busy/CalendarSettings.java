package org.breakwater.presence.calendar.busy;

import java.time.ZoneId;

/**
 * What a user wants of a calendar.
 *
 * @param zone where days begin and end, and in which the times of notes are told
 * @param titles whether watchers may read titles; those of private events they never may
 * @param tentative whether what is not decided yet counts as busy
 */
public record CalendarSettings(ZoneId zone, boolean titles, boolean tentative) {}
