package org.breakwater.script.module.xmpp;

/**
 * A MESSAGE a script hands over.
 *
 * @param from URI of From
 * @param to the Request-URI as the script left it
 * @param callId Call-ID
 * @param subject Subject, empty without
 * @param language Content-Language, empty without
 * @param body the text, in Unicode
 */
public record XmppMessage(String from, String to, String callId, String subject, String language, String body) {}
