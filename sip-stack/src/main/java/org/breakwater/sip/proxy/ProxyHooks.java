package org.breakwater.sip.proxy;

import java.util.function.Consumer;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.transaction.Inbound;

/**
 * Who decides. Called on the transaction's worker. Calls that get something to go on with may do so later, on the
 * worker; until then what else happens to the transaction waits.
 */
public interface ProxyHooks {

    /** A branch is about to be sent to a target; false to not send it. */
    default boolean sending(Branch branch, Target target, byte[] message) {
        return true;
    }

    /**
     * A reply came from a branch.
     *
     * @param then to be told how it goes on; null drops a provisional reply. A final one counts in any case
     */
    default void replyReceived(Branch branch, Inbound reply, Consumer<RelayedReply> then) {
        then.accept(RelayedReply.of(reply.message()));
    }

    /** A branch ended with a reply of 300 or above, or without one. Others may be added. */
    default void branchFailed(Branch branch, Runnable then) {
        then.run();
    }

    /**
     * Every branch ended without success; {@code best} is passed on unless branches are added or a reply is made before
     * {@code then} is run.
     */
    default void allFailed(ProxyTransaction transaction, RelayedReply best, Runnable then) {
        then.run();
    }

    /** A reply made here is to be written: one without a body, for a local {@link RelayedReply}. */
    byte[] localReply(ProxyTransaction transaction, int status, String reason);

    /** A reply was sent upstream; {@code reply} is null when it was made here. */
    default void replied(ProxyTransaction transaction, int status, String reason, SipMessage reply) {}

    /** The ACK of a reply of 300 or above came. */
    default void acknowledged(ProxyTransaction transaction, SipMessage ack) {}

    /** The transaction is over. */
    default void ended(ProxyTransaction transaction) {}
}
