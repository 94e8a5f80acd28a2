package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/**
 * A server transaction: carries out what {@link InviteServerMachine} or {@link NonInviteServerMachine} ask for.
 * Belongs to one worker.
 */
public final class ServerTransaction extends Transaction {

    private final TransactionTable table;
    private final TransactionKey key;
    private final SipMessage request;
    private final SendOutcome outcome = new ReplyOutcome();
    private ResponsePath path;
    private ServerTransactionUser user = ServerTransactionUser.NONE;
    private byte[] lastResponse;
    private int lastStatus;
    private SipMessage ack;
    private String failure;
    private ServerTransaction sameCall;

    ServerTransaction(TransactionTable table, TransactionKey key, SipMessage request, ResponsePath path) {
        super(
                request.method() == Method.INVITE ? InviteServerMachine::next : NonInviteServerMachine::next,
                request.method() == Method.INVITE ? TransactionState.PROCEEDING : TransactionState.TRYING,
                table.worker().timers(),
                table.timerValues(),
                path.isReliable());
        this.table = table;
        this.key = key;
        this.request = request;
        this.path = path;
    }

    /** Who is told what happens; none at first. */
    public void setUser(ServerTransactionUser newUser) {
        user = newUser;
    }

    /** Who is told what happens. */
    public ServerTransactionUser user() {
        return user;
    }

    /** The request it was made for. */
    public SipMessage request() {
        return request;
    }

    /** Where the request came from. */
    public Flow flow() {
        return path.flow();
    }

    /** The worker it belongs to. */
    public Worker worker() {
        return table.worker();
    }

    /** What it is found by. */
    public TransactionKey key() {
        return key;
    }

    /** Whether the request is an INVITE. */
    public boolean isInvite() {
        return request.method() == Method.INVITE;
    }

    /** Status of the last reply sent, 0 for none. */
    public int lastStatus() {
        return lastStatus;
    }

    /** Whether a final reply was sent. */
    public boolean isAnswered() {
        return lastStatus >= 200;
    }

    /** Sends replies another way from now on. */
    public void setPath(ResponsePath newPath) {
        path = newPath;
    }

    /**
     * Sends a reply, and again by itself where the RFC says so. A reply that comes after a final one is not sent,
     * except further 2xx replies to an INVITE.
     *
     * @param status its status
     * @param reply the complete reply, not changed afterwards
     * @return whether the state allowed it
     */
    public boolean respond(int status, byte[] reply) {
        if (isAnswered() && (state() != TransactionState.ACCEPTED || status / 100 != 2)) {
            return false;
        }
        lastStatus = status;
        lastResponse = reply;
        on(TransactionEvent.ofStatus(status));
        return true;
    }

    /** Sends a reply whatever the state, once: for a further 2xx to an INVITE (RFC 3261 §16.7 step 5). */
    public void sendUnchecked(byte[] reply) {
        path.send(reply, table.transport(), SendOutcome.IGNORED);
    }

    /** The request came again: it is answered with the last reply, if any. */
    public void retransmitted() {
        on(TransactionEvent.REQUEST);
    }

    /** The ACK came. */
    public void acknowledge(SipMessage message) {
        ack = message;
        on(TransactionEvent.ACK);
        ack = null;
    }

    @Override
    void perform(Effect effect) {
        switch (effect) {
            case SEND_RESPONSE -> sendResponse();
            case PASS_ACK -> user.acknowledged(this, ack);
            case REPORT_TIMEOUT -> user.timedOut(this);
            case REPORT_TRANSPORT_ERROR -> user.transportError(this, failure);
            default -> throw new IllegalStateException("a server transaction does not " + effect);
        }
    }

    private void sendResponse() {
        if (lastResponse == null) {
            return;
        }
        byte[] reply = lastResponse;
        if (state() == TransactionState.ACCEPTED) {
            lastResponse = null; // repeating a 2xx is the transaction user's (RFC 6026 §8.7)
        }
        path.send(reply, table.transport(), outcome);
    }

    @Override
    void ended() {
        table.remove(this);
        user.ended(this);
    }

    ServerTransaction sameCall() {
        return sameCall;
    }

    void setSameCall(ServerTransaction next) {
        sameCall = next;
    }

    private final class ReplyOutcome implements SendOutcome {
        @Override
        public void sent(Flow flow) {
            // a reply that was sent needs nothing more
        }

        @Override
        public void failed(String reason) {
            table.worker().execute(() -> {
                failure = reason;
                on(TransactionEvent.TRANSPORT_ERROR);
            });
        }
    }
}
