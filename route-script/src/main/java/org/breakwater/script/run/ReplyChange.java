package org.breakwater.script.run;

import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipMessage;

/**
 * What a module changes in every reply that comes in for a transaction, before the script's reply routes run. Attached
 * to the scope of the request, so that it follows into the transaction.
 */
@FunctionalInterface
public interface ReplyChange {

    /** Where it is attached. */
    ContextKey<ReplyChange> KEY = new ContextKey<>("reply change");

    /** Queues the changes. */
    void apply(SipMessage reply, MessageEdits edits);

    /** Adds a change to those a transaction has. */
    static void add(TransactionScope scope, ReplyChange change) {
        ReplyChange present = scope.attachments().get(KEY);
        ReplyChange both = present == null
                ? change
                : (reply, edits) -> {
                    present.apply(reply, edits);
                    change.apply(reply, edits);
                };
        scope.attachments().put(KEY, both);
    }
}
