package org.breakwater.sip.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.MemoryFlow;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionSignallingTest {

    private final ManualTime time = new ManualTime();
    private final InMemoryNetwork network = new InMemoryNetwork(time);
    private final NetworkNode aliceNode = network.node("127.0.0.1", 5001, TransportProtocol.TCP, TransportProtocol.UDP);
    private final NetworkNode bobNode = network.node("127.0.0.1", 5002, TransportProtocol.TCP, TransportProtocol.UDP);
    private final RecordingCallListener caller = new RecordingCallListener();
    private final RecordingCallListener callee = new RecordingCallListener();
    private IncomingCall incoming;
    private boolean answerAtOnce = true;

    @Test
    void callOverTcpNeedsOneConnectionAndNoRetransmission() throws SipParseException {
        OutgoingCall call = call(TransportProtocol.TCP);
        time.advanceMillis(5_000);
        call.hangUp();
        time.advanceMillis(5_000);

        assertThat(caller.log()).containsExactly("progress 180", "established answer", "ended LOCAL");
        assertThat(callee.log()).containsExactly("established offer", "ended REMOTE");
        assertThat(bobNode.received())
                .extracting(SipMessage::method)
                .containsExactly(Method.INVITE, Method.ACK, Method.BYE);
        assertThat(aliceNode.received()).extracting(SipMessage::status).containsExactly(100, 180, 200, 200);
        assertThat(aliceNode.connections()).hasSize(1);
        SipMessage invite = bobNode.received().get(0);
        assertThat(invite.topVia().branch()).startsWith("z9hG4bK");
        assertThat(invite.topVia().sentBy()).isEqualTo("127.0.0.1:5001");
        assertThat(bobNode.received().get(1).topVia().branch())
                .as("the ACK of a 2xx is a transaction of its own")
                .isNotEqualTo(invite.topVia().branch());
    }

    @ParameterizedTest
    @ValueSource(strings = {"INVITE", "100", "180", "200 INVITE", "ACK", "BYE", "200 BYE"})
    void callOverUdpSurvivesTheLossOfAnyMessage(String lost) {
        network.lose(first(lost));
        OutgoingCall call = call(TransportProtocol.UDP);
        time.advanceMillis(10_000);
        assertThat(call.isEstablished()).isTrue();
        assertThat(incoming.isEstablished()).isTrue();
        call.hangUp();
        time.advanceMillis(10_000);
        assertThat(caller.log()).last().isEqualTo("ended LOCAL");
        assertThat(callee.log()).containsExactly("established offer", "ended REMOTE");
    }

    @Test
    void cancelledCallIsAnsweredWith487InItsOwnTransaction() {
        answerAtOnce = false;
        OutgoingCall call = call(TransportProtocol.UDP);
        time.advanceMillis(1_000);
        call.hangUp();
        time.advanceMillis(1_000);
        assertThat(aliceNode.received())
                .extracting(m -> m.status() + " " + m.methodName())
                .contains("200 CANCEL", "487 INVITE");
        assertThat(caller.log()).last().isEqualTo("ended LOCAL");
        assertThat(callee.log()).containsExactly("ended REMOTE");
        assertThat(bobNode.last().method()).isEqualTo(Method.ACK);
    }

    @Test
    void refusedConnectionAndSilenceAreToldApart() {
        network.kill(bobNode.address());
        call(TransportProtocol.TCP);
        time.advanceMillis(1_000);
        assertThat(caller.log()).containsExactly("ended FAILURE connection refused");

        RecordingCallListener second = new RecordingCallListener();
        agent(aliceNode, "alice", TransportProtocol.UDP, bobNode).call("sip:bob@127.0.0.1:5002", sdp("offer"), second);
        time.advanceMillis(33_000);
        assertThat(second.log()).containsExactly("ended FAILURE no answer");
    }

    @Test
    void closedConnectionIsReportedWithItsPeer() {
        call(TransportProtocol.TCP);
        time.advanceMillis(1_000);
        Map<String, Integer> closed = new HashMap<>();
        TransactionSignalling signalling = signalling(aliceNode);
        signalling.listen(new ClosedFlows(closed));
        aliceNode.connections().forEach(MemoryFlow::close);
        assertThat(closed).containsExactly(Map.entry("tcp", 5002));
    }

    private static Predicate<SipMessage> first(String what) {
        boolean[] done = new boolean[1];
        return message -> {
            String name = message.isRequest()
                    ? message.methodName()
                    : message.status() + (message.status() == 200 ? " " + message.methodName() : "");
            boolean lose = !done[0] && name.equals(what);
            done[0] |= lose;
            return lose;
        };
    }

    private OutgoingCall call(TransportProtocol protocol) {
        agent(bobNode, "bob", protocol, aliceNode);
        return agent(aliceNode, "alice", protocol, bobNode).call("sip:bob@127.0.0.1:5002", sdp("offer"), caller);
    }

    private UserAgent agent(NetworkNode node, String user, TransportProtocol protocol, NetworkNode peer) {
        return new UserAgent(signalling(node), account(user, protocol, peer), time, ids(user), new Bob());
    }

    private static Account account(String user, TransportProtocol protocol, NetworkNode peer) {
        return new Account(user, "127.0.0.1", "secret", Target.of(protocol, peer.address()), List.of(), "test");
    }

    private TransactionSignalling signalling(NetworkNode node) {
        TransactionLayer layer =
                new TransactionLayer(node, node.workers(), TransactionSettings.standard(node.hashCode()));
        TransactionSignalling signalling = new TransactionSignalling(node, layer, node.worker());
        node.receiver(signalling);
        return signalling;
    }

    private static Identifiers ids(String seed) {
        return new Identifiers(new Random(seed.hashCode()));
    }

    private static byte[] sdp(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Rings, and answers after 200 ms unless told otherwise. */
    private final class Bob implements UserAgent.IncomingListener {
        @Override
        public Optional<CallListener> incoming(SipMessage invite) {
            return Optional.of(callee);
        }

        @Override
        public void ready(IncomingCall call) {
            incoming = call;
            call.ring();
            if (answerAtOnce) {
                time.schedule(200, () -> call.answer(sdp("answer")));
            }
        }
    }

    /** Hears of closed connections only. */
    private record ClosedFlows(Map<String, Integer> closed) implements Signalling.RequestListener {
        @Override
        public void request(Signalling.ReceivedRequest received) {
            throw new AssertionError("no requests");
        }

        @Override
        public void ack(SipMessage ack) {
            throw new AssertionError("no requests");
        }

        @Override
        public void cancelled(Signalling.ReceivedRequest invite) {
            throw new AssertionError("no requests");
        }

        @Override
        public void flowClosed(Target peer) {
            closed.put(peer.protocol().token(), peer.address().getPort());
        }
    }
}
