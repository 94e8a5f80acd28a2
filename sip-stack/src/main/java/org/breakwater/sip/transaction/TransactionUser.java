package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;

/** The layer above. Called on the message's worker. */
public interface TransactionUser {

    /** Any request: new, a retransmission, ACK or CANCEL. {@link TransactionTable} tells what it belongs to. */
    void request(SipMessage request, Flow flow, Worker worker);

    /** A response that no client transaction waits for, as a repeated 2xx: a proxy forwards it by its Via. */
    void strayResponse(Inbound response, Worker worker);
}
