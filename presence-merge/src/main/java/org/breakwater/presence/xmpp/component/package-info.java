/**
 * The protocol between a component and its XMPP server (XEP-0114), without sockets: what to send at which moment, and when to
 * try again.
 *
 * <p>No thread of its own; one caller at a time. May call: presence.xmpp.stanza, presence.xml, platform.time.
 */
package org.breakwater.presence.xmpp.component;
