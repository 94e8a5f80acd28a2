package org.breakwater.sip.transaction;

/** The transaction user of a client transaction. Called on the transaction's worker. */
public interface ClientTransactionUser {

    /** A reply: any number of provisional ones, one final one; further 2xx replies to an INVITE follow. */
    void response(ClientTransaction transaction, Inbound response);

    /** Nobody answered; the transaction is over. */
    void timedOut(ClientTransaction transaction);

    /** The request, or an ACK, could not be sent; the transaction is over. */
    void transportError(ClientTransaction transaction, String reason);

    /** The request went out. */
    default void sent(ClientTransaction transaction) {}

    /** The transaction is over and no longer found. Called once, last. */
    default void ended(ClientTransaction transaction) {}
}
