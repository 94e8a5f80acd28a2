/**
 * Calendars as they are read: iCalendar files, CalDAV, Exchange Web Services, Microsoft Graph.
 *
 * <p>Readers are pure. Fetching blocks; it runs on threads that may, never on an event loop. May call: calendar.http,
 * calendar.ical, calendar.account, calendar.busy, presence.xml, Jackson.
 */
package org.breakwater.presence.calendar.source;
