/**
 * Alarms at a time of day: when a calendar is asked again, when somebody's state changes. Quartz keeps them; nobody else
 * sees it.
 *
 * <p>Alarms ring on Quartz' two threads, which must not be kept. May call: Quartz.
 */
package org.breakwater.presence.calendar.alarm;
