package org.breakwater.registrar.register;

import org.breakwater.sip.message.SipMessage;

/**
 * A REGISTER with what the socket and the script know about it.
 *
 * @param message the request
 * @param aor key of the address of record: the user, or user@domain
 * @param received URI of the source address to store, or null
 * @param socket our socket, as {@code tcp:10.0.0.1:5060}
 * @param flowId connection it came over, 0 for UDP
 * @param flags branch flags set by the script
 */
public record RegisterRequest(SipMessage message, String aor, String received, String socket, long flowId, int flags) {}
