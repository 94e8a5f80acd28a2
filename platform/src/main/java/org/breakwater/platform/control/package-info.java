/**
 * The control socket: how commands on the same machine talk to a running daemon. A Unix domain socket in the daemon's
 * home, one JSON object in, one JSON object out.
 *
 * <p>One thread accepts, a few answer; both may block and neither is an event loop. Who may connect is decided by the
 * permissions of the socket's directory. May call: platform.time.
 */
package org.breakwater.platform.control;
