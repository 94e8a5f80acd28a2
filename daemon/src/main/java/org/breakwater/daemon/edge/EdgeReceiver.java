package org.breakwater.daemon.edge;

import java.util.Optional;
import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.SecurityEvent;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.transaction.ResponsePath;
import org.breakwater.sip.validate.Capabilities;
import org.breakwater.sip.validate.Rejection;
import org.breakwater.sip.validate.RequestCheck;
import org.breakwater.sip.validate.ResponseCheck;

/**
 * The first to see a message: answers what is malformed or too much, hands the rest to the script. Answers made here
 * are stateless; retransmissions get the same answer again because its tag depends on the request only.
 */
final class EdgeReceiver implements MessageReceiver {

    private final RequestSink sink;
    private final Transport transport;
    private final Overload overload;
    private final SecurityEvents events;
    private final Counter malformed;
    private final Counter refused;

    EdgeReceiver(RequestSink sink, Transport transport, Overload overload, SecurityEvents events, Metrics metrics) {
        this.sink = sink;
        this.transport = transport;
        this.overload = overload;
        this.events = events;
        this.malformed = metrics.counter("breakwater_messages_malformed", "Messages that broke the rules of SIP");
        this.refused = metrics.counter("breakwater_requests_overload", "Requests answered 503 for overload");
    }

    @Override
    public void received(SipMessage message, Flow flow, Worker worker) {
        if (!message.isRequest()) {
            Optional<String> fault = ResponseCheck.check(message);
            if (fault.isPresent()) {
                malformed.increment();
                events.note(SecurityEvent.Kind.REQUEST_BAD_FORMAT, flow, message, "", fault.get());
            } else {
                sink.response(message, flow, worker);
            }
            return;
        }
        Optional<Rejection> rejection = RequestCheck.check(message, Capabilities.PROXY);
        if (rejection.isPresent()) {
            reject(message, flow, rejection.get());
        } else if (overload.refuses(message, worker) || !sink.request(message, flow, worker)) {
            refuse(message, flow);
        }
    }

    private void reject(SipMessage message, Flow flow, Rejection rejection) {
        malformed.increment();
        events.note(
                SecurityEvent.Kind.REQUEST_BAD_FORMAT,
                flow,
                message,
                "",
                rejection.status() + " " + rejection.reason());
        if (Rejection.isAnswerable(message)) {
            answer(message, flow, rejection.answer(message));
        }
    }

    private void refuse(SipMessage message, Flow flow) {
        if (message.method() == Method.ACK) {
            return;
        }
        refused.increment();
        answer(
                message,
                flow,
                ResponseBuilder.of(message, 503, "Service Unavailable")
                        .header("Retry-After", Integer.toString(overload.retryAfterSeconds(message))));
    }

    private void answer(SipMessage message, Flow flow, ResponseBuilder response) {
        String tag = "edge-" + Integer.toHexString(message.toString().hashCode());
        byte[] octets = response.toTag(tag)
                .receivedFrom(
                        Addresses.text(flow.remote().getAddress()),
                        flow.remote().getPort())
                .build();
        ResponsePath.of(message, flow, false, false).send(octets, transport, SendOutcome.IGNORED);
    }

    @Override
    public void malformed(byte[] octets, SipParseException fault, Flow flow, Worker worker) {
        malformed.increment();
        Optional<SipMessage> readable = Salvage.of(octets);
        events.note(
                SecurityEvent.Kind.REQUEST_BAD_FORMAT,
                flow,
                readable.orElse(null),
                "",
                fault.status() + " " + fault.getMessage());
        readable.ifPresent(m -> answer(m, flow, ResponseBuilder.of(m, fault.status(), fault.getMessage())));
    }

    @Override
    public void closed(Flow flow, Worker worker) {
        // bindings keep the number of a closed connection: sending then opens a new one
        sink.closed(flow, worker);
    }
}
