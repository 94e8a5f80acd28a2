/**
 * Commands that every daemon has, each asking a running one over its control socket; {@code check} works in this process.
 *
 * <p>Runs on the main thread, which may block. May call: daemon.base, platform.
 */
package org.breakwater.daemon.cli;
