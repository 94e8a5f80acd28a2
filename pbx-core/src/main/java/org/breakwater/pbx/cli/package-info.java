/**
 * The command line: one class for each verb. Verbs that ask a running server do so over its control socket; {@code
 * run}, {@code check} and {@code phone} work in this process.
 *
 * <p>Runs on the main thread, which may block. May call everything; nothing calls it.
 */
package org.breakwater.pbx.cli;
