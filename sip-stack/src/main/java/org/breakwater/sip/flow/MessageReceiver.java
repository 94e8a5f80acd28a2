package org.breakwater.sip.flow;

import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Takes what transport receives. Called on the worker of the message's Call-ID, or any worker when that is unreadable. */
public interface MessageReceiver {

    /** A message that could be indexed; its header fields may still be malformed. */
    void received(SipMessage message, Flow flow, Worker worker);

    /**
     * Octets that are no message.
     *
     * @param octets what came, cut at the limit
     */
    void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker);

    /** A connection is gone; nothing more comes from it and it cannot be sent on. */
    void closed(Flow flow, Worker worker);
}
