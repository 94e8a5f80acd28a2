package org.breakwater.sip.transaction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** All transactions of one worker. To be used on that worker only. */
public final class TransactionTable {

    private static final long CLOSED_MILLIS = 50;

    private final Worker worker;
    private final Transport transport;
    private final TransactionSettings settings;
    private final BranchIds ids;
    private final Map<TransactionKey, ServerTransaction> servers = new HashMap<>();
    private final Map<String, ServerTransaction> invitesByCall = new HashMap<>();
    private final Map<String, ClientTransaction> clients = new HashMap<>();

    private final Set<Long> closed = new HashSet<>();
    private long made;

    TransactionTable(Worker worker, Transport transport, TransactionSettings settings) {
        this.worker = worker;
        this.transport = transport;
        this.settings = settings;
        this.ids = new BranchIds(settings.secret(), worker.index());
    }

    /** The worker it belongs to. */
    public Worker worker() {
        return worker;
    }

    /** Where messages are sent. */
    public Transport transport() {
        return transport;
    }

    /** Durations of timers, unless a client transaction is given others. */
    public TimerValues timerValues() {
        return settings.timers();
    }

    /** Makes branches and tags. */
    public BranchIds ids() {
        return ids;
    }

    /** How many server transactions were made so far. */
    public long madeCount() {
        return made;
    }

    /** Calls back for each server transaction, in no order; none may be made or ended meanwhile. */
    public void forEachServer(Consumer<ServerTransaction> consumer) {
        servers.values().forEach(consumer);
    }

    /** How many server transactions there are. */
    public int serverCount() {
        return servers.size();
    }

    /** How many client transactions there are. */
    public int clientCount() {
        return clients.size();
    }

    /** The server transaction that a request is a retransmission of, or that an ACK belongs to; null for none. */
    public ServerTransaction findServer(SipMessage request) {
        try {
            return servers.get(TransactionKey.of(request));
        } catch (SipParseException e) {
            return null;
        }
    }

    /** The INVITE that a CANCEL is about, or null. */
    public ServerTransaction findCancelled(SipMessage cancel) {
        try {
            return servers.get(TransactionKey.ofCancelled(cancel));
        } catch (SipParseException e) {
            return null;
        }
    }

    /** The first INVITE with this Call-ID that a condition holds for, newest first; null for none. */
    public ServerTransaction findInvite(String callId, Predicate<ServerTransaction> condition) {
        for (ServerTransaction t = invitesByCall.get(callId); t != null; t = t.sameCall()) {
            if (condition.test(t)) {
                return t;
            }
        }
        return null;
    }

    /**
     * Makes a server transaction for a request that has none.
     *
     * @return null when there are as many as may be: the request is to be refused with 503
     * @throws SipParseException when header fields it is found by are missing or malformed
     */
    public ServerTransaction createServer(SipMessage request, ResponsePath path) throws SipParseException {
        if (servers.size() >= settings.limitPerWorker()) {
            return null;
        }
        TransactionKey key = TransactionKey.of(request);
        ServerTransaction transaction = new ServerTransaction(this, key, request, path);
        servers.put(key, transaction);
        made++;
        if (transaction.isInvite()) {
            transaction.setSameCall(invitesByCall.put(request.callId(), transaction));
        }
        return transaction;
    }

    /** The same with the way back that the request itself asks for. */
    public ServerTransaction createServer(SipMessage request, Flow flow) throws SipParseException {
        return createServer(request, ResponsePath.of(request, flow, false, true));
    }

    /**
     * Sends a request in a client transaction of its own. When it cannot even be handed to the network, the user may be
     * told so before this returns.
     */
    public ClientTransaction startClient(ClientRequest request, TimerValues values, ClientTransactionUser user) {
        ClientTransaction transaction = new ClientTransaction(this, request, values, user);
        clients.put(clientKey(request.branch(), request.method()), transaction);
        transaction.start();
        return transaction;
    }

    /** The client transaction a response belongs to (RFC 3261 §17.1.3), or null. */
    public ClientTransaction findClient(SipMessage response) {
        try {
            String branch = response.topVia().branch();
            String method = response.cseq().methodName();
            ClientTransaction found = branch == null ? null : clients.get(clientKey(branch, method));
            return found != null && found.method().equals(method) ? found : null;
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Connections that end together cost one look at all client transactions. */
    void closed(long flowId) {
        if (clients.isEmpty()) {
            return;
        }
        if (closed.isEmpty()) {
            worker.timers().schedule(CLOSED_MILLIS, this::failUnanswered);
        }
        closed.add(flowId);
    }

    private void failUnanswered() {
        List<ClientTransaction> lost =
                clients.values().stream().filter(t -> t.isLostWith(closed)).toList();
        closed.clear();
        lost.forEach(ClientTransaction::connectionLost);
    }

    void remove(ServerTransaction transaction) {
        servers.remove(transaction.key(), transaction);
        if (transaction.isInvite()) {
            unlink(transaction);
        }
    }

    void remove(ClientTransaction transaction) {
        clients.remove(clientKey(transaction.branch(), transaction.method()), transaction);
    }

    private void unlink(ServerTransaction transaction) {
        String callId = transaction.request().callId();
        ServerTransaction first = invitesByCall.get(callId);
        if (first == transaction) {
            if (transaction.sameCall() == null) {
                invitesByCall.remove(callId);
            } else {
                invitesByCall.put(callId, transaction.sameCall());
            }
            return;
        }
        for (ServerTransaction t = first; t != null; t = t.sameCall()) {
            if (t.sameCall() == transaction) {
                t.setSameCall(transaction.sameCall());
                return;
            }
        }
    }

    private static String clientKey(String branch, String method) {
        return method.equals(Method.CANCEL.name()) ? branch + "-cancel" : branch;
    }
}
