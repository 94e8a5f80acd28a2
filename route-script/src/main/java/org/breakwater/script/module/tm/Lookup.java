package org.breakwater.script.module.tm;

import java.util.Objects;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.transaction.ServerTransaction;
import org.breakwater.sip.transaction.TransactionState;
import org.breakwater.sip.transaction.TransactionTable;

/** Finds the transaction a request belongs to. */
final class Lookup {

    private final TmServices services;

    Lookup(TmServices services) {
        this.services = services;
    }

    /**
     * {@code t_check_trans}: 1 for the CANCEL of a transaction, 0 for what the transaction has dealt with
     * (retransmission, ACK of a failure), -1 for something new, as the ACK of a 2xx.
     */
    int check(ScriptContext ctx) {
        SipMessage message = ctx.message();
        if (!message.isRequest()) {
            return services.table(ctx.worker()).findClient(message) != null ? 1 : -1;
        }
        return switch (message.method()) {
            case CANCEL -> canceled(ctx) != null ? 1 : -1;
            case ACK -> acknowledge(ctx);
            default -> absorb(ctx) ? 0 : -1;
        };
    }

    /** Answers a retransmission from its transaction; false when the request is new or the script's own. */
    boolean absorb(ScriptContext ctx) {
        ServerTransaction found = services.table(ctx.worker()).findServer(ctx.message());
        if (found == null || ctx.transaction() != null) {
            return false;
        }
        found.retransmitted();
        return true;
    }

    /** Whether the request has a transaction already. */
    boolean isKnown(ScriptContext ctx) {
        return services.table(ctx.worker()).findServer(ctx.message()) != null;
    }

    /** 0 for the ACK of a failure, which ends here; -1 for any other. */
    int acknowledge(ScriptContext ctx) {
        TransactionTable table = services.table(ctx.worker());
        ServerTransaction found = table.findServer(ctx.message());
        if (found != null && found.state() != TransactionState.ACCEPTED) {
            found.acknowledge(ctx.message());
            return 0;
        }
        return -1;
    }

    /** The INVITE, answered with 2xx, that an ACK belongs to; null for none. */
    TmTransaction answered(ScriptContext ctx) {
        SipMessage ack = ctx.message();
        long number = number(ack);
        ServerTransaction found = services.table(ctx.worker())
                .findInvite(
                        ack.callId(),
                        t -> t.state() == TransactionState.ACCEPTED
                                && number(t.request()) == number
                                && Objects.equals(t.request().fromTag(), ack.fromTag()));
        return TmTransaction.of(found);
    }

    /** The INVITE a CANCEL is about, or null. */
    TmTransaction canceled(ScriptContext ctx) {
        return ctx.message().method() != Method.CANCEL
                ? null
                : TmTransaction.of(services.table(ctx.worker()).findCancelled(ctx.message()));
    }

    /** Any transaction of a request that came earlier. */
    TmTransaction of(ScriptContext ctx) {
        return TmTransaction.of(services.table(ctx.worker()).findServer(ctx.message()));
    }

    /** The unanswered INVITE with a Call-ID and CSeq number, or null. */
    TmTransaction invite(String callId, String cseq, Worker worker) {
        return TmTransaction.of(services.table(worker)
                .findInvite(callId, t -> !t.isAnswered() && cseq.equals(Long.toString(number(t.request())))));
    }

    private static long number(SipMessage message) {
        try {
            return message.cseq().number();
        } catch (SipParseException e) {
            return -1;
        }
    }
}
