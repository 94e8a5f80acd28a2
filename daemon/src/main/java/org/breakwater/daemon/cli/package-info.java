/**
 * Commands that every daemon has, each asking a running one over its control socket; {@code check}
 * works in this process. Also what their command lines have in common: the frame of {@code run}, and how failures are told.
 *
 * <p>Runs on the main thread, which may block. May call: daemon.base, platform.
 */
package org.breakwater.daemon.cli;
