package org.breakwater.sip.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.transaction.ClientRequest;
import org.breakwater.sip.transaction.ClientTransaction;
import org.breakwater.sip.transaction.ClientTransactionUser;
import org.breakwater.sip.transaction.Inbound;
import org.breakwater.sip.transaction.ServerTransaction;
import org.breakwater.sip.transaction.ServerTransactionUser;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionTable;
import org.breakwater.sip.transaction.UserAgentCore;
import org.breakwater.sip.transaction.UserAgentServer;

/**
 * The agent's signalling over transactions and transport. For a group of one worker, as a phone has it: everything
 * happens on that worker.
 */
public final class TransactionSignalling implements Signalling, UserAgentCore, MessageReceiver {

    private static final byte[] PING = Octets.bytes("\r\n\r\n");

    private final Transport transport;
    private final TransactionLayer layer;
    private final TransactionTable table;
    private final UserAgentServer server;
    private final Map<ServerTransaction, Received> open = new HashMap<>();
    private RequestListener listener;

    /** Signalling on one worker. */
    public TransactionSignalling(Transport transport, TransactionLayer layer, Worker worker) {
        this.transport = transport;
        this.layer = layer;
        this.table = layer.table(worker);
        this.server = new UserAgentServer(layer, this);
    }

    @Override
    public SentRequest send(SipMessage request, Target target, ResponseListener responses) {
        String branch = table.ids().nextBranch();
        Optional<byte[]> message = withVia(request, branch, target);
        if (message.isEmpty()) {
            responses.failed(Failure.unreachable("no local socket to reach " + target.address()));
            return () -> {};
        }
        ClientRequest sent = new ClientRequest(request.methodName(), branch, message.get(), target);
        ClientTransaction transaction = table.startClient(sent, table.timerValues(), new Responses(responses));
        return () -> transaction.cancel("");
    }

    @Override
    public void sendAck(SipMessage ack, Target target) {
        withVia(ack, table.ids().nextBranch(), target)
                .ifPresent(message -> transport.send(target, message, SendOutcome.IGNORED));
    }

    @Override
    public void keepAlive(Target target) {
        transport.send(target, PING, SendOutcome.IGNORED);
    }

    @Override
    public Optional<ListenPoint> sourceFor(Target target) {
        return transport.sourceFor(target);
    }

    @Override
    public void listen(RequestListener requests) {
        listener = requests;
    }

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        layer.received(message, flow, worker, server);
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        // what is no message cannot be answered; transport has counted it
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        layer.closed(flow);
        if (listener != null) {
            listener.flowClosed(Target.of(flow.protocol(), flow.remote()));
        }
    }

    @Override
    public void request(ServerTransaction transaction) {
        Received received = new Received(transaction);
        if (transaction.isInvite()) {
            open.put(transaction, received);
            transaction.setUser(received);
            received.respond(ResponseBuilder.of(transaction.request(), 100));
        }
        listener.request(received);
    }

    @Override
    public void cancelled(ServerTransaction invite, SipMessage cancel) {
        Received received = open.get(invite);
        if (received != null) {
            listener.cancelled(received);
        }
    }

    @Override
    public void acknowledged(SipMessage ack, Flow flow, Worker worker) {
        listener.ack(ack);
    }

    @Override
    public void strayResponse(Inbound response, Worker worker) {
        // a 2xx later than 64·T1 after the first: its sender has given up on us by then
    }

    private Optional<byte[]> withVia(SipMessage request, String branch, Target target) {
        return transport.sourceFor(target).map(point -> {
            String via = "Via: SIP/2.0/" + point.protocol() + ' ' + point.viaHost() + ':' + point.viaPort() + ";branch="
                    + branch + ";rport\r\n";
            return MessageWriter.write(request, null, via, null);
        });
    }

    /** Hands on what a client transaction tells. */
    private record Responses(ResponseListener listener) implements ClientTransactionUser {

        @Override
        public void response(ClientTransaction transaction, Inbound response) {
            listener.response(response.message());
        }

        @Override
        public void timedOut(ClientTransaction transaction) {
            listener.failed(Failure.timeout());
        }

        @Override
        public void transportError(ClientTransaction transaction, String reason) {
            listener.failed(Failure.unreachable(reason));
        }
    }

    /** A request with its transaction. */
    private final class Received implements ReceivedRequest, ServerTransactionUser {
        private final ServerTransaction transaction;

        Received(ServerTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public SipMessage request() {
            return transaction.request();
        }

        @Override
        public void respond(ResponseBuilder response) {
            Flow flow = transaction.flow();
            byte[] message = response.receivedFrom(
                            Addresses.text(flow.remote().getAddress()),
                            flow.remote().getPort())
                    .build();
            transaction.respond(AgentContext.parse(message).status(), message);
        }

        @Override
        public void ended(ServerTransaction ended) {
            open.remove(ended);
        }
    }
}
