/**
 * Asks every calendar now and then and tells what follows from it: when to ask, what stays when a server fails, when
 * somebody's state changes in between.
 *
 * <p>Safe on any thread, none of which may be an event loop. Alarms ring on their own threads and never wait; questions
 * run on a pool of their own, few at a time for one server. May call: calendar.alarm, calendar.source, calendar.account,
 * calendar.busy, platform.time, platform.metrics.
 */
package org.breakwater.presence.calendar.poll;
