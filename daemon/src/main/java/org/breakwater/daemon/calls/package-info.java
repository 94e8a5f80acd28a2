/**
 * The call directory: which calls are up, between whom, since when. Fed by the transaction layer's events, never
 * awaited by them.
 *
 * <p>Entries change on the worker of their Call-ID and are read by control commands and by presence. May call: script.run,
 * module.tm for the number of a branch, sip-stack's message and sdp, platform.state, platform.wire.
 */
package org.breakwater.daemon.calls;
