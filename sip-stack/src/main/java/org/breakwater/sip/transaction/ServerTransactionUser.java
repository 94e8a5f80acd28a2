package org.breakwater.sip.transaction;

import org.breakwater.sip.message.SipMessage;

/** The transaction user of a server transaction. Called on the transaction's worker. */
public interface ServerTransactionUser {

    /** Wants to know nothing. */
    ServerTransactionUser NONE = new ServerTransactionUser() {};

    /** The ACK came: for a reply of 300 or above, or one for a 2xx that bears the INVITE's branch. */
    default void acknowledged(ServerTransaction transaction, SipMessage ack) {}

    /** No ACK came in time; the transaction is over. */
    default void timedOut(ServerTransaction transaction) {}

    /** A reply could not be sent. */
    default void transportError(ServerTransaction transaction, String reason) {}

    /** The transaction is over and no longer found. Called once. */
    default void ended(ServerTransaction transaction) {}
}
