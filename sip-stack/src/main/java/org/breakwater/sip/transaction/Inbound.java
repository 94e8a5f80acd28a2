package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.SipMessage;

/**
 * A message on its way up.
 *
 * @param message the message
 * @param flow where it came from
 * @param attachment what the caller below wants to travel with it, or null; the transaction layer does not look at it
 */
public record Inbound(SipMessage message, Flow flow, Object attachment) {}
