/**
 * Small tables an operator may change: columns divided by {@code |}, a line for each row.
 *
 * <p>Pure; any thread. May call: the JDK only.
 */
package org.breakwater.presence.table;
