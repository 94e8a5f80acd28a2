package org.breakwater.script.run;

import java.util.function.Consumer;

/** What modules ask of the transaction layer. Implemented by the tm module; calls are made on the message's worker. */
public interface Signalling {

    /**
     * Replies: through the transaction if there is one, else statelessly.
     *
     * @param status 100 to 699
     * @return 1, or -1 when no reply could be made or sent
     */
    int reply(ScriptContext ctx, int status, String reason);

    /**
     * Writes a reply now that goes out later: what the script does in between does not change it, and its transaction, if
     * any, takes no other. For a reply that waits for something.
     *
     * @return sends it; to be run once, on the message's worker. Null when no reply could be made
     */
    Runnable replyLater(ScriptContext ctx, int status, String reason);

    /** Replies without a transaction. Returns as {@link #reply}. */
    int replyStateless(ScriptContext ctx, int status, String reason);

    /** Makes a transaction for the request unless it has one. Returns 1, 0 for a retransmission, -1 on failure. */
    int newTransaction(ScriptContext ctx);

    /** Forwards the request statefully to its destinations: {@code t_relay}. */
    int relay(ScriptContext ctx);

    /**
     * Sends a request of our own, in a transaction (RFC 3261 §17.1).
     *
     * @param onFinal told once, on a worker: the final reply, or a 408 or 503 made here
     */
    void send(LocalRequest request, Consumer<LocalReply> onFinal);

    /** Tells a listener about every transaction from now on. */
    void addListener(TransactionListener listener);
}
