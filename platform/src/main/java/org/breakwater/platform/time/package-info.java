/**
 * Time and threads: the only package that reads the system clock, creates threads or waits.
 *
 * <p>Everybody else is handed a {@link org.breakwater.platform.time.TimeSource} and {@link
 * org.breakwater.platform.time.Timers} by constructor, so that tests run in virtual time. May call: the JDK only.
 */
package org.breakwater.platform.time;
