package org.breakwater.script.run;

import org.breakwater.sip.message.SipMessage;

/**
 * What became of a request made here.
 *
 * @param status final status; 408 when nobody answered, 503 when it could not be sent
 * @param reason reason phrase, or why it could not be sent
 * @param message the reply, null when none came
 */
public record LocalReply(int status, String reason, SipMessage message) {}
