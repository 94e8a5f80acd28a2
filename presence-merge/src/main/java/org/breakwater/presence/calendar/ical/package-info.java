/**
 * Reads iCalendar (RFC 5545) within bounds: ical4j finds the lines and computes recurrence rules; what is read of them, time
 * zones and the bounds are ours. ical4j's own model is not used, since it fetches time zones over the network and keeps
 * those of every feed for good.
 *
 * <p>Pure; any thread. May call: calendar.busy, ical4j.
 */
package org.breakwater.presence.calendar.ical;
