/**
 * Module xlog: log lines with pseudo-variables in them, and the colour codes of {@code $C}.
 *
 * <p>Runs where the script runs; the log itself must not block. May call: script.run, script.export.
 */
package org.breakwater.script.module.xlog;
