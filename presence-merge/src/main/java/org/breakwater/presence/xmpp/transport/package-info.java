/**
 * The TCP connection to the XMPP server: made, kept, made again.
 *
 * <p>One event loop of its own, on which listeners are told. {@code send} may be called on any thread and does not block. May
 * call: presence.xmpp.component, presence.xml, platform.
 */
package org.breakwater.presence.xmpp.transport;
