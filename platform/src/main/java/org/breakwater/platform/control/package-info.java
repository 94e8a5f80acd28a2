/**
 * The control socket: how commands on the same machine talk to a running daemon. A Unix domain socket in the daemon's
 * home, one JSON object in, one JSON object out.
 *
 * <p>One thread accepts, a few answer; both may block and neither is an event loop. A third closes the connections of
 * clients that take too long, so that none holds a thread. Who may connect is decided by the permissions of the socket's
 * directory. May call: platform.time.
 */
package org.breakwater.platform.control;
