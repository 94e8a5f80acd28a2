/**
 * Who may talk to us and how fast, and the record of who tried what: networks, limits and bans of each source, delays of
 * each account, the security log.
 *
 * <p>Sources are known by the socket's address, never by what a message claims. All types are safe to call from any
 * event loop and never block; the log writes on a thread of its own. May call: {@code platform.time}, {@code
 * platform.metrics}.
 */
package org.breakwater.platform.security;
