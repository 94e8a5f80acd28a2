/**
 * Asks calendar servers over HTTP within bounds: time, size, redirects. Calls block; they run on threads that may, never
 * on an event loop.
 *
 * <p>Safe on any thread. May call: the JDK's HTTP client, calendar.busy.
 */
package org.breakwater.presence.calendar.http;
