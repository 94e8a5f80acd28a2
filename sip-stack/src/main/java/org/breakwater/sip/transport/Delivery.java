package org.breakwater.sip.transport;

import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.flow.Workers;
import org.breakwater.sip.message.ParseLimits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what came in to the layer above, on the right worker, and keeps that layer's faults off the event loop. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Workers workers;
    private final TransportHooks hooks;
    private final Counters counters;
    private final ParseLimits limits;
    private final boolean oneWorker;
    private final MessageReceiver receiver;

    Delivery(Workers workers, TransportHooks hooks, Counters counters, ParseLimits limits, MessageReceiver receiver) {
        this.workers = workers;
        this.hooks = hooks;
        this.counters = counters;
        this.limits = limits;
        this.oneWorker = workers.all().size() == 1;
        this.receiver = receiver;
    }

    /** One framed message; returns it for those below who need to look at it, or null when it was none. */
    SipMessage message(byte[] octets, Flow flow, Worker here) {
        if (!hooks.gate().allowsMessage(flow.protocol(), flow.remote())) {
            counters.gated.increment();
            return null;
        }
        hooks.tap().seen(flow, true, octets);
        SipMessage message;
        try {
            message = SipMessage.parse(octets, limits);
        } catch (SipParseException e) {
            handMalformed(octets, e, flow, here);
            return null;
        }
        counters.received(flow.protocol(), octets.length);
        Worker target = workerOf(message, here);
        if (target == here) {
            hand(message, flow, here);
        } else {
            handOver(message, flow, (EventLoopWorker) target);
        }
        return message;
    }

    /**
     * One MSRP frame, which stays on the connection's worker. The trace is of SIP and does not see it; one that cannot be
     * read is dropped and counted.
     *
     * @return false when it comes too fast: to be handed on later
     */
    boolean msrp(byte[] octets, boolean tooLarge, Flow flow, Worker here) {
        if (!isOwn(flow) && !hooks.gate().allowsMessage(flow.protocol(), flow.remote())) {
            if (hooks.gate().allowsConnection(flow.protocol(), flow.remote())) {
                return false;
            }
            counters.gated.increment();
            return true;
        }
        counters.received(flow.protocol(), octets.length);
        try {
            MsrpFrame frame = MsrpFrame.parse(octets);
            if (tooLarge) {
                hooks.msrp().tooLarge(frame, flow, here);
            } else {
                hooks.msrp().received(frame, flow, here);
            }
        } catch (SipParseException e) {
            counters.malformed.increment();
            LOG.debug("MSRP frame from {} dropped: {}", flow, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Handling an MSRP frame from {} failed", flow, e);
        }
        return true;
    }

    /** Whether this server, or another process of its host, is at the other end: frames between two users go that way. */
    private static boolean isOwn(Flow flow) {
        return flow.remote().getAddress().equals(flow.local().getAddress());
    }

    /** Octets that could not be framed. */
    void malformed(byte[] octets, SipParseException fault, Flow flow, Worker here) {
        if (!hooks.gate().allowsMessage(flow.protocol(), flow.remote())) {
            counters.gated.increment();
            return;
        }
        hooks.tap().seen(flow, true, octets);
        handMalformed(octets, fault, flow, here);
    }

    void closed(Flow flow, Worker here) {
        try {
            receiver.closed(flow, here);
        } catch (RuntimeException e) {
            LOG.error("Handling the end of {} failed", flow, e);
        }
    }

    /** To another loop's queue. When that is full a datagram is dropped, and a connection read more slowly. */
    private void handOver(SipMessage message, Flow flow, EventLoopWorker target) {
        boolean full = target.isFull();
        if (full && flow instanceof UdpFlow) {
            counters.overflowed.increment();
            return;
        }
        if (full && flow instanceof Connection connection) {
            counters.overflowed.increment();
            connection.pauseReading();
        }
        target.handOver(() -> hand(message, flow, target));
    }

    private Worker workerOf(SipMessage message, Worker here) {
        if (oneWorker) {
            return here;
        }
        String callId = message.callId();
        return callId == null ? here : workers.of(callId);
    }

    private void hand(SipMessage message, Flow flow, Worker worker) {
        try {
            receiver.received(message, flow, worker);
        } catch (RuntimeException e) {
            LOG.error("Handling a message from {} failed", flow, e);
        }
    }

    private void handMalformed(byte[] octets, SipParseException fault, Flow flow, Worker here) {
        counters.malformed.increment();
        try {
            receiver.malformed(octets, fault, flow, here);
        } catch (RuntimeException e) {
            LOG.error("Handling malformed input from {} failed", flow, e);
        }
    }
}
