/**
 * The control commands behind {@code breakwater calendar}.
 *
 * <p>On the control socket's threads, which may block. May call: platform.control, calendar.store, calendar.source,
 * calendar.poll, calendar.account, calendar.busy.
 */
package org.breakwater.presence.calendar.command;
