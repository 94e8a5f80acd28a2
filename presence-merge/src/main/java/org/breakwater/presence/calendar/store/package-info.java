/**
 * The calendars of the server's own database. Addresses and passwords are encrypted with the key that also protects users'
 * passwords.
 *
 * <p>Blocks; any thread that may. May call: platform.directory, calendar.account, calendar.busy.
 */
package org.breakwater.presence.calendar.store;
