/**
 * Which calendars there are: whose, where, and with which login.
 *
 * <p>Pure; any thread. May call: calendar.busy, platform.directory's names.
 */
package org.breakwater.presence.calendar.account;
