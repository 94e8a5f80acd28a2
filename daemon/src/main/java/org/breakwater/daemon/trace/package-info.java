/**
 * The last messages of this server in a bounded ring of memory, and the ladder drawn from them.
 *
 * <p>Written by all workers, one lock held for a copy; read by control commands. May call: sip-stack's flow and
 * message.
 */
package org.breakwater.daemon.trace;
