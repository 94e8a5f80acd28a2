package org.breakwater.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;

class ServerTransactionTest {

    private final InMemoryNetwork network = new InMemoryNetwork(new ManualTime());
    private final NetworkNode alice = network.node("10.0.0.1", 5060, TransportProtocol.UDP, TransportProtocol.TCP);
    private final NetworkNode server = network.node("10.0.0.2", 5060, TransportProtocol.UDP, TransportProtocol.TCP);
    private final TransactionLayer layer =
            new TransactionLayer(server, server.workers(), TransactionSettings.standard(1));
    private final Core core = new Core();

    ServerTransactionTest() {
        UserAgentServer user = new UserAgentServer(layer, core);
        server.receiver(new LayerReceiver(layer, user));
    }

    @Test
    void retransmittedInviteIsAnsweredFromTransaction() {
        // Given
        String invite = TestMessages.request("INVITE", "UDP", "z9hG4bKa");
        alice.send(server, TransportProtocol.UDP, invite);
        network.settle();
        core.last().respond(180, TestMessages.reply(core.last().request(), 180));
        // When
        alice.send(server, TransportProtocol.UDP, invite);
        network.settle();
        // Then
        assertThat(core.transactions).hasSize(1);
        assertThat(alice.receivedStartLines()).containsExactly("SIP/2.0 180 Ringing", "SIP/2.0 180 Ringing");
    }

    @Test
    void rejectionOverUdpIsRepeatedUntilAckComes() {
        alice.send(server, TransportProtocol.UDP, TestMessages.request("INVITE", "UDP", "z9hG4bKa"));
        network.settle();
        core.last().respond(486, TestMessages.reply(core.last().request(), 486));
        network.time().advanceMillis(1600); // repeated after 500 and another 1000 ms
        assertThat(alice.received()).hasSize(3);

        alice.send(server, TransportProtocol.UDP, TestMessages.request("ACK", "UDP", "z9hG4bKa"));
        network.time().advanceMillis(60_000);

        assertThat(alice.received()).hasSize(3);
        assertThat(core.last().state()).isEqualTo(TransactionState.TERMINATED);
        assertThat(core.acks).isEmpty();
        assertThat(layer.table(server.worker()).serverCount()).isZero();
    }

    @Test
    void rejectionWithoutAckIsGivenUpAfterTimerH() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("INVITE", "TCP", "z9hG4bKa"));
        network.settle();
        List<String> heard = new ArrayList<>();
        core.last().setUser(new ServerTransactionUser() {
            @Override
            public void timedOut(ServerTransaction transaction) {
                heard.add("timeout");
            }

            @Override
            public void ended(ServerTransaction transaction) {
                heard.add("ended");
            }
        });
        core.last().respond(486, TestMessages.reply(core.last().request(), 486));
        network.time().advanceMillis(31_990);
        assertThat(heard).isEmpty();
        network.time().advanceMillis(20);
        assertThat(heard).containsExactly("timeout", "ended");
        assertThat(alice.received()).hasSize(1);
    }

    @Test
    void ackForSuccessGoesToTheUserAgent() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("INVITE", "TCP", "z9hG4bKa"));
        network.settle();
        core.last().respond(200, TestMessages.reply(core.last().request(), 200));
        alice.send(server, TransportProtocol.TCP, TestMessages.request("ACK", "TCP", "z9hG4bKother"));
        network.settle();
        assertThat(core.acks).hasSize(1);
    }

    @Test
    void cancelIsAnsweredAndReported() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("INVITE", "TCP", "z9hG4bKa"));
        network.settle();
        alice.send(server, TransportProtocol.TCP, TestMessages.request("CANCEL", "TCP", "z9hG4bKa"));
        network.settle();
        assertThat(core.cancelled).containsExactly(core.last());
        assertThat(alice.last().status()).isEqualTo(200);
    }

    @Test
    void cancelOfNothingIsAnswered481() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("CANCEL", "TCP", "z9hG4bKa"));
        network.settle();
        assertThat(alice.last().status()).isEqualTo(481);
    }

    @Test
    void finishedRequestOverTcpIsForgottenAtOnce() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("OPTIONS", "TCP", "z9hG4bKa"));
        network.settle();
        core.last().respond(200, TestMessages.reply(core.last().request(), 200));
        assertThat(layer.table(server.worker()).serverCount()).isZero();
    }

    @Test
    void secondFinalReplyIsNotSent() {
        alice.send(server, TransportProtocol.UDP, TestMessages.request("OPTIONS", "UDP", "z9hG4bKa"));
        network.settle();
        ServerTransaction options = core.last();
        assertThat(options.respond(404, TestMessages.reply(options.request(), 404)))
                .isTrue();
        assertThat(options.respond(200, TestMessages.reply(options.request(), 200)))
                .isFalse();
        network.settle();
        assertThat(alice.receivedStartLines()).containsExactly("SIP/2.0 404 Not Found");
    }

    @Test
    void replyToClosedConnectionOpensNewOneToPortOfVia() {
        alice.send(server, TransportProtocol.TCP, TestMessages.request("INVITE", "TCP", "z9hG4bKa"));
        network.settle();
        server.lastFlow().close();
        core.last().respond(180, TestMessages.reply(core.last().request(), 180));
        network.settle();
        assertThat(alice.last().status()).isEqualTo(180);
    }

    @Test
    void requestWithoutMagicCookieIsMatchedByItsFields() {
        String invite = TestMessages.request("INVITE", "UDP", "1");
        alice.send(server, TransportProtocol.UDP, invite);
        alice.send(server, TransportProtocol.UDP, invite);
        alice.send(server, TransportProtocol.UDP, invite.replace("call-1", "call-2"));
        network.settle();
        assertThat(core.transactions).hasSize(2);
    }

    @Test
    void fullTableRefusesWith503() {
        TransactionLayer small =
                new TransactionLayer(server, server.workers(), new TransactionSettings(TimerValues.RFC3261, 1, 1));
        server.receiver(new LayerReceiver(small, new UserAgentServer(small, core)));
        alice.send(server, TransportProtocol.UDP, TestMessages.request("INVITE", "UDP", "z9hG4bKa"));
        alice.send(server, TransportProtocol.UDP, TestMessages.request("INVITE", "UDP", "z9hG4bKb"));
        network.settle();
        assertThat(alice.receivedStartLines()).containsExactly("SIP/2.0 503 Too many transactions");
    }

    private static final class Core implements UserAgentCore {
        private final List<ServerTransaction> transactions = new ArrayList<>();
        private final List<ServerTransaction> cancelled = new ArrayList<>();
        private final List<SipMessage> acks = new ArrayList<>();

        ServerTransaction last() {
            return transactions.get(transactions.size() - 1);
        }

        @Override
        public void request(ServerTransaction transaction) {
            transactions.add(transaction);
        }

        @Override
        public void cancelled(ServerTransaction invite, SipMessage cancel) {
            cancelled.add(invite);
        }

        @Override
        public void acknowledged(SipMessage ack, Flow flow, Worker worker) {
            acks.add(ack);
        }

        @Override
        public void strayResponse(Inbound response, Worker worker) {
            throw new AssertionError("no response is expected here");
        }
    }
}
