package org.breakwater.sip.transaction;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.SipMessage;

/**
 * All transactions of a server: one table for each worker. A response goes to its client transaction, a request to the
 * transaction user as it is.
 */
public final class TransactionLayer {

    private final List<TransactionTable> tables = new ArrayList<>();

    /** Makes a table for each worker. */
    public TransactionLayer(Transport transport, Workers workers, TransactionSettings settings) {
        for (Worker worker : workers.all()) {
            tables.add(new TransactionTable(worker, transport, settings));
        }
    }

    /** The transactions of a worker; to be used on it only. */
    public TransactionTable table(Worker worker) {
        return tables.get(worker.index());
    }

    /** Takes a message on its worker. */
    public void received(SipMessage message, Flow flow, Worker worker, TransactionUser user) {
        if (message.isRequest()) {
            user.request(message, flow, worker);
            return;
        }
        Inbound response = new Inbound(message, flow, null);
        if (!received(response, worker)) {
            user.strayResponse(response, worker);
        }
    }

    /**
     * A connection is gone: what was sent on it and is not answered fails, instead of waiting for timer B or F (RFC 3261
     * §17.1.4). Any thread.
     */
    public void closed(Flow flow) {
        if (flow.id() != 0) {
            tables.forEach(t -> t.worker().execute(() -> t.closed(flow.id())));
        }
    }

    /** Hands a response to its client transaction; false when there is none. */
    public boolean received(Inbound response, Worker worker) {
        ClientTransaction transaction = table(worker).findClient(response.message());
        if (transaction == null) {
            return false;
        }
        transaction.received(response);
        return true;
    }
}
