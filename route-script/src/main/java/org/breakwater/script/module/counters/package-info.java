/**
 * The {@code counters} module: counters of the script, shared with statistics.
 *
 * <p>Thread-safe. May call: script.export, script.run.
 */
package org.breakwater.script.module.counters;
