package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Gives every request a server transaction, as a user agent wants it (RFC 3261 §8.2): retransmissions are absorbed, a
 * CANCEL is answered and reported, a malformed request is refused.
 */
public final class UserAgentServer implements TransactionUser {

    private final TransactionLayer layer;
    private final UserAgentCore core;

    /** Serves one user agent. */
    public UserAgentServer(TransactionLayer layer, UserAgentCore core) {
        this.layer = layer;
        this.core = core;
    }

    @Override
    public void request(SipMessage request, Flow flow, Worker worker) {
        TransactionTable table = layer.table(worker);
        ServerTransaction found = table.findServer(request);
        if (request.method() == Method.ACK) {
            if (found == null || found.state() == TransactionState.ACCEPTED) {
                core.acknowledged(request, flow, worker);
            } else {
                found.acknowledge(request);
            }
        } else if (found != null) {
            found.retransmitted();
        } else {
            open(request, flow, table);
        }
    }

    @Override
    public void strayResponse(Inbound response, Worker worker) {
        core.strayResponse(response, worker);
    }

    private void open(SipMessage request, Flow flow, TransactionTable table) {
        ServerTransaction transaction;
        try {
            transaction = table.createServer(request, flow);
        } catch (SipParseException e) {
            refuse(request, flow, table, e.status(), e.getMessage());
            return;
        }
        if (transaction == null) {
            refuse(request, flow, table, 503, "Too many transactions");
        } else if (request.method() == Method.CANCEL) {
            cancel(transaction, table);
        } else {
            core.request(transaction);
        }
    }

    private void cancel(ServerTransaction transaction, TransactionTable table) {
        SipMessage cancel = transaction.request();
        ServerTransaction invite = table.findCancelled(cancel);
        int status = invite == null ? 481 : 200;
        transaction.respond(status, reply(cancel, transaction.flow(), table, ResponseBuilder.of(cancel, status)));
        if (invite != null && !invite.isAnswered()) {
            core.cancelled(invite, cancel);
        }
    }

    private static void refuse(SipMessage request, Flow flow, TransactionTable table, int status, String reason) {
        byte[] reply = reply(request, flow, table, ResponseBuilder.of(request, status, reason));
        ResponsePath.of(request, flow, false, true).send(reply, table.transport(), SendOutcome.IGNORED);
    }

    private static byte[] reply(SipMessage request, Flow flow, TransactionTable table, ResponseBuilder builder) {
        return builder.toTag(table.ids().nextTag())
                .receivedFrom(
                        Addresses.text(flow.remote().getAddress()),
                        flow.remote().getPort())
                .build();
    }
}
