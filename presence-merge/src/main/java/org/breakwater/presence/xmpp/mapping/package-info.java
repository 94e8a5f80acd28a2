/**
 * What is said in SIP as it is said in XMPP and the other way round: addresses (RFC 7247), presence (RFC 8048, before 7248),
 * messages (RFC 7572), failures (RFC 7247 §6).
 *
 * <p>Pure; any thread. May call: presence.xmpp.stanza, presence.document.pidf and the JDK.
 */
package org.breakwater.presence.xmpp.mapping;
