/**
 * The {@code statistics} module: statistics of the script, kept with its counters.
 *
 * <p>Thread-safe. May call: module.counters.
 */
package org.breakwater.script.module.statistics;
