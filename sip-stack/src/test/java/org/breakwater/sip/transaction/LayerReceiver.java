package org.breakwater.sip.transaction;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Leads what a node receives into a transaction layer. */
record LayerReceiver(TransactionLayer layer, TransactionUser user) implements MessageReceiver {

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        layer.received(message, flow, worker, user);
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        throw new AssertionError(fault);
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        layer.closed(flow);
    }
}
