/**
 * Publishes what follows from calendars as one of the publications the merge rule takes, with source calendar.
 *
 * <p>Any thread that may block on the shared map. May call: publication, calendar.poll.
 */
package org.breakwater.presence.calendar.publish;
