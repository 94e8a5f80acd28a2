package org.breakwater.sip.transaction;

import java.util.Set;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.RequestBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * A client transaction to one target: carries out what {@link InviteClientMachine} or {@link NonInviteClientMachine}
 * ask for. Belongs to one worker.
 */
public final class ClientTransaction extends Transaction {

    private final TransactionTable table;
    private final String branch;
    private final String method;
    private final ClientTransactionUser user;
    private Target target;
    private byte[] request;
    private byte[] ackMessage;
    private Inbound response;
    private String failure;
    private long sentOver;
    private boolean progressed;

    ClientTransaction(TransactionTable table, ClientRequest request, TimerValues values, ClientTransactionUser user) {
        super(
                isInvite(request.method()) ? InviteClientMachine::next : NonInviteClientMachine::next,
                isInvite(request.method()) ? TransactionState.CALLING : TransactionState.TRYING,
                table.worker().timers(),
                values,
                request.target().protocol().isReliable());
        this.table = table;
        this.branch = request.branch();
        this.method = request.method();
        this.request = request.message();
        this.target = request.target();
        this.user = user;
    }

    private static boolean isInvite(String method) {
        return method.equals(Method.INVITE.name());
    }

    /** The branch of its Via. */
    public String branch() {
        return branch;
    }

    /** The method's name. */
    public String method() {
        return method;
    }

    /** Where it was sent, over the connection that was used once that is known. */
    public Target target() {
        return target;
    }

    /** Whether it is an INVITE. */
    public boolean isInvite() {
        return isInvite(method);
    }

    /** The request as it was sent; null once an INVITE was answered with 2xx. */
    public byte[] request() {
        return request;
    }

    /** Whether nothing but 100 was heard of a request that one of these connections carried. */
    boolean isLostWith(Set<Long> connections) {
        return sentOver != 0
                && !progressed
                && (state() == TransactionState.CALLING
                        || state() == TransactionState.TRYING
                        || state() == TransactionState.PROCEEDING)
                && connections.contains(sentOver);
    }

    void connectionLost() {
        failure = "connection closed before an answer";
        on(TransactionEvent.TRANSPORT_ERROR);
    }

    /** A reply came. */
    void received(Inbound message) {
        response = message;
        progressed |= message.message().status() > 100;
        if (state() == TransactionState.TRYING && message.message().status() < 200) {
            timers().slowDown();
        }
        on(TransactionEvent.ofStatus(message.message().status()));
        response = null;
    }

    /**
     * Sends the CANCEL of this INVITE (RFC 3261 §9.1) in a transaction of its own. Only meaningful after a provisional
     * reply; does nothing in any state but Proceeding.
     *
     * @param headers header fields to add, each with its line break; empty for none
     * @return whether a CANCEL was sent
     */
    public boolean cancel(String headers) {
        if (state() != TransactionState.PROCEEDING || !isInvite()) {
            return false;
        }
        try {
            byte[] message = RequestBuilder.cancel(SipMessage.parse(request, ParseLimits.DEFAULT))
                    .headerLines(headers)
                    .build();
            table.startClient(
                    new ClientRequest(Method.CANCEL.name(), branch, message, target),
                    table.timerValues(),
                    Unheard.INSTANCE);
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }

    void start() {
        on(TransactionEvent.REQUEST);
    }

    @Override
    void perform(Effect effect) {
        switch (effect) {
            case SEND_REQUEST -> table.transport().send(target, request, new RequestOutcome());
            case SEND_ACK -> sendAck();
            case PASS_RESPONSE -> passResponse();
            case REPORT_TIMEOUT -> user.timedOut(this);
            case REPORT_TRANSPORT_ERROR -> user.transportError(this, failure);
            default -> throw new IllegalStateException("a client transaction does not " + effect);
        }
    }

    private void passResponse() {
        if (state() == TransactionState.ACCEPTED) {
            request = null; // neither repeated nor acknowledged from here
        }
        user.response(this, response);
    }

    private void sendAck() {
        try {
            if (ackMessage == null) {
                ackMessage = RequestBuilder.ack(SipMessage.parse(request, ParseLimits.DEFAULT), response.message())
                        .build();
            }
            table.transport().send(target, ackMessage, SendOutcome.IGNORED);
        } catch (SipParseException e) {
            throw new IllegalStateException("a request sent from here is malformed: " + e.getMessage(), e);
        }
    }

    @Override
    void ended() {
        table.remove(this);
        user.ended(this);
    }

    private final class RequestOutcome implements SendOutcome {
        @Override
        public void sent(Flow flow) {
            table.worker().execute(() -> {
                if (flow.id() != 0) {
                    target = target.overFlow(flow.id());
                    sentOver = flow.id();
                }
                user.sent(ClientTransaction.this);
            });
        }

        @Override
        public void failed(String reason) {
            table.worker().execute(() -> {
                failure = reason;
                on(TransactionEvent.TRANSPORT_ERROR);
            });
        }
    }

    /** Nobody wants to know what becomes of a CANCEL. */
    private enum Unheard implements ClientTransactionUser {
        INSTANCE;

        @Override
        public void response(ClientTransaction transaction, Inbound response) {
            // whatever it is, the INVITE's own reply decides
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            // the INVITE has timers of its own
        }

        @Override
        public void transportError(ClientTransaction transaction, String reason) {
            // the INVITE has timers of its own
        }
    }
}
