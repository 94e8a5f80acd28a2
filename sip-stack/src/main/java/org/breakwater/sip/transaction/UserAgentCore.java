package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;

/** A user agent above {@link UserAgentServer}. Called on the message's worker. */
public interface UserAgentCore {

    /** A new request; it is to be answered through the transaction, now or later. */
    void request(ServerTransaction transaction);

    /** An INVITE that may still be answered is cancelled; the CANCEL was answered already, the INVITE was not. */
    void cancelled(ServerTransaction invite, SipMessage cancel);

    /** The ACK for a 2xx: it has no transaction (RFC 3261 §13.3.1.4). */
    void acknowledged(SipMessage ack, Flow flow, Worker worker);

    /** A response no client transaction waits for, as a repeated 2xx that wants its ACK again. */
    void strayResponse(Inbound response, Worker worker);
}
