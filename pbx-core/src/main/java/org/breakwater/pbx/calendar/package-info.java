/**
 * Calendars of a main server: which of the mains asks them, and all that one needs for it.
 *
 * <pre>
 *  lease ─┐                                 ┌─ pool "calendar" asks, Quartz rings
 *         ├─▶ CalendarDuty ─▶ CalendarAsking┤
 *  table ─┘                                 └─▶ LeasedPresence ─▶ store of publications
 * </pre>
 *
 * <p>Lease and table are looked at on the thread {@code calendar-lease}, which may block on the database; that the lease is over
 * is noticed on {@code calendar-end}, which never does. Nothing of it runs on an event loop. May call: presence.calendar,
 * presence.publication, daemon.base, platform.
 */
package org.breakwater.pbx.calendar;
