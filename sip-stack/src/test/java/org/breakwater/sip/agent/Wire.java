package org.breakwater.sip.agent;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.ResponseBuilder;
import org.breakwater.sip.message.SipMessage;

/** Two ends that hear each other after a millisecond, in virtual time, and a log of what went over. */
public final class Wire {

    private final ManualTime time;
    private final List<String> log = new ArrayList<>();
    private final List<SipMessage> messages = new ArrayList<>();
    private final End left = new End(5001);
    private final End right = new End(5002);
    private boolean dropAcks;

    public Wire(ManualTime time) {
        this.time = time;
        left.peer = right;
        right.peer = left;
    }

    public End left() {
        return left;
    }

    public End right() {
        return right;
    }

    public List<String> log() {
        return log;
    }

    /** The latest message whose log line is this. */
    SipMessage last(String line) {
        return messages.get(log.lastIndexOf(line));
    }

    void dropAcks() {
        dropAcks = true;
    }

    private void record(SipMessage message) {
        log.add(message.isRequest() ? message.methodName() : message.status() + " " + message.methodName());
        messages.add(message);
    }

    public static Target target(int port) {
        return Target.of(TransportProtocol.TCP, new InetSocketAddress("127.0.0.1", port));
    }

    /** One end. */
    public final class End implements Signalling {
        private final int port;
        private End peer;
        private RequestListener listener;

        End(int port) {
            this.port = port;
        }

        public Target peerTarget() {
            return target(peer.port);
        }

        @Override
        public SentRequest send(SipMessage request, Target target, ResponseListener responses) {
            record(request);
            Received received = new Received(request, responses);
            time.schedule(1, () -> peer.listener.request(received));
            return () -> {
                log.add("CANCEL");
                messages.add(request);
                time.schedule(1, () -> peer.listener.cancelled(received));
            };
        }

        @Override
        public void sendAck(SipMessage ack, Target target) {
            record(ack);
            if (!dropAcks) {
                time.schedule(1, () -> peer.listener.ack(ack));
            }
        }

        @Override
        public void keepAlive(Target target) {
            log.add("ping");
            messages.add(null);
        }

        @Override
        public Optional<ListenPoint> sourceFor(Target target) {
            return Optional.of(ListenPoint.of(TransportProtocol.TCP, new InetSocketAddress("127.0.0.1", port)));
        }

        @Override
        public void listen(RequestListener requests) {
            listener = requests;
        }

        RequestListener listener() {
            return listener;
        }
    }

    private final class Received implements Signalling.ReceivedRequest {
        private final SipMessage request;
        private final Signalling.ResponseListener responses;

        Received(SipMessage request, Signalling.ResponseListener responses) {
            this.request = request;
            this.responses = responses;
        }

        @Override
        public SipMessage request() {
            return request;
        }

        @Override
        public void respond(ResponseBuilder builder) {
            SipMessage response = AgentContext.parse(builder.build());
            record(response);
            time.schedule(1, () -> responses.response(response));
        }
    }
}
