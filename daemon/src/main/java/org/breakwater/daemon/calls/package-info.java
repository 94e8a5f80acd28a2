/**
 * The call directory: which calls are up, between whom, since when. Fed by the transaction layer's events, never
 * awaited by them.
 *
 * <p>Entries change on the worker of their Call-ID and are read by control commands. May call: script.run, sip-stack's
 * message, platform.state, platform.wire.
 */
package org.breakwater.daemon.calls;
