package org.breakwater.presence.xmpp.mapping;

/**
 * A SIP MESSAGE with plain text (RFC 3428), as far as XMPP has words for it.
 *
 * @param from URI
 * @param to URI
 * @param callId Call-ID; empty for any
 * @param subject empty without
 * @param language of Content-Language, empty without
 * @param body the text
 */
public record SipText(String from, String to, String callId, String subject, String language, String body) {}
