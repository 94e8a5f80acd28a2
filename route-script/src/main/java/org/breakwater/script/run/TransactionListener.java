package org.breakwater.script.run;

import org.breakwater.sip.message.SipMessage;

/** Hears what happens to transactions, for accounting, dialogs and call lists. Called on the transaction's worker. */
public interface TransactionListener {

    /** A request came in and a transaction was made for it; {@code ctx} is the request's. */
    default void created(ScriptTransaction transaction, ScriptContext ctx) {}

    /** A branch is about to be sent: its view of the request can still be changed through {@code ctx}. */
    default void forwarding(ScriptTransaction transaction, ScriptContext ctx) {}

    /** A reply came in from a branch, before the script's reply routes; null for one made here. */
    default void replyReceived(ScriptTransaction transaction, int branch, int status, SipMessage reply) {}

    /** A reply is sent upstream: {@code reply} is the one forwarded, null for one made here. */
    default void replied(ScriptTransaction transaction, int status, String reason, SipMessage reply) {}

    /** The ACK for a reply of 300 or above, or for a 2xx if it passed here with {@code ctx}. */
    default void acknowledged(ScriptTransaction transaction, SipMessage ack) {}

    /** The transaction is over and its memory given back. */
    default void ended(ScriptTransaction transaction) {}
}
