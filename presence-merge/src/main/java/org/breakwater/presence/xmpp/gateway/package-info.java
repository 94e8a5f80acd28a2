/**
 * What crosses between SIP and XMPP: who watches whom, what they are shown, messages and their failures, questions about the
 * gateway itself. Sockets, SQL and SIP are behind ports.
 *
 * <p>On one loop, unless a method says otherwise. May call: presence.xmpp.stanza, presence.xmpp.mapping, presence.publication,
 * presence.document, presence.merge, platform.
 */
package org.breakwater.presence.xmpp.gateway;
