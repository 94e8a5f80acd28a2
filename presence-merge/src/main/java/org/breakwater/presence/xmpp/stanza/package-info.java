/**
 * XMPP as a component needs it (RFC 6120, RFC 6121): addresses, the octets of a stream cut into stanzas within bounds, stanzas
 * read and written.
 *
 * <p>Pure; any thread. May call: presence.xml and the JDK.
 */
package org.breakwater.presence.xmpp.stanza;
