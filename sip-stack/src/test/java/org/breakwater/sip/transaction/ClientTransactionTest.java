package org.breakwater.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.kit.InMemoryNetwork;
import org.breakwater.sip.kit.NetworkNode;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTransactionTest implements ClientTransactionUser, TransactionUser {

    private final InMemoryNetwork network = new InMemoryNetwork(new ManualTime());
    private final NetworkNode client = network.node("10.0.0.1", 5060, TransportProtocol.UDP, TransportProtocol.TCP);
    private final NetworkNode bob = network.node("10.0.0.2", 5060, TransportProtocol.UDP, TransportProtocol.TCP);
    private final TransactionLayer layer =
            new TransactionLayer(client, client.workers(), TransactionSettings.standard(1));
    private final TransactionTable table = layer.table(client.worker());
    private final List<String> heard = new ArrayList<>();

    ClientTransactionTest() {
        client.receiver(new LayerReceiver(layer, this));
    }

    @Test
    void inviteOverUdpIsRepeatedAndGivenUpAfterTimerB() {
        start("INVITE", TransportProtocol.UDP);
        network.time().advanceMillis(31_900);
        assertThat(bob.received()).hasSize(7); // after 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s
        assertThat(heard).isEmpty();
        network.time().advanceMillis(200);
        assertThat(heard).containsExactly("timeout", "ended");
        assertThat(table.clientCount()).isZero();
    }

    @Test
    void otherRequestOverUdpIsRepeatedAtMostEveryT2() {
        start("OPTIONS", TransportProtocol.UDP);
        network.time().advanceMillis(31_900);
        assertThat(bob.received()).hasSize(11); // 0, 0.5, 1.5, 3.5, 7.5, 11.5 … 31.5 s
    }

    @Test
    void nothingIsRepeatedOverTcp() {
        start("INVITE", TransportProtocol.TCP);
        network.time().advanceMillis(31_900);
        assertThat(bob.received()).hasSize(1);
    }

    @Test
    void rejectionIsAcknowledgedOnEveryRepetition() {
        start("INVITE", TransportProtocol.UDP);
        network.settle();
        String busy = TestMessages.response(bob.last(), 486);
        bob.answer(busy);
        bob.answer(busy);
        network.settle();
        assertThat(heard).containsExactly("486");
        assertThat(bob.received())
                .extracting(SipMessage::method)
                .containsExactly(Method.INVITE, Method.ACK, Method.ACK);
        assertThat(bob.last().toTag()).isEqualTo("b1");
        network.time().advanceMillis(32_100);
        assertThat(heard).containsExactly("486", "ended");
    }

    @Test
    void furtherSuccessIsPassedUpUntilTimerM() {
        start("INVITE", TransportProtocol.TCP);
        network.settle();
        String ok = TestMessages.response(bob.last(), 200);
        bob.answer(ok);
        bob.answer(ok);
        network.settle();
        assertThat(heard).containsExactly("200", "200");
        network.time().advanceMillis(32_100);
        bob.answer(ok);
        network.settle();
        assertThat(heard).containsExactly("200", "200", "ended", "stray 200");
    }

    @Test
    void cancelWaitsForProvisionalReply() {
        ClientTransaction invite = start("INVITE", TransportProtocol.TCP);
        network.settle();
        SipMessage request = bob.last();
        assertThat(invite.cancel("")).isFalse();
        bob.answer(TestMessages.response(request, 180));
        network.settle();
        assertThat(invite.cancel("Reason: SIP;cause=200\r\n")).isTrue();
        network.settle();
        assertThat(bob.last().method()).isEqualTo(Method.CANCEL);
        assertThat(bob.last().header("Reason")).isEqualTo("SIP;cause=200");
        bob.answer(TestMessages.response(bob.last(), 200));
        bob.answer(TestMessages.response(request, 487));
        network.settle();
        assertThat(heard).containsExactly("180", "487", "ended");
        assertThat(bob.last().method()).isEqualTo(Method.ACK);
        assertThat(table.clientCount()).isZero();
    }

    @Test
    void refusedConnectionIsReported() {
        network.kill(bob.address());
        start("INVITE", TransportProtocol.TCP);
        network.settle();
        assertThat(heard).containsExactly("error connection refused", "ended");
        assertThat(network.time().pendingTimers()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INVITE, 0", "INVITE, 100", "NOTIFY, 0", "NOTIFY, 100"})
    void requestFailsWhenItsConnectionClosesBeforeAnAnswer(String method, int heardBefore) {
        ClientTransaction request = start(method, TransportProtocol.TCP);
        network.settle();
        if (heardBefore > 0) {
            bob.answer(TestMessages.response(bob.last(), heardBefore));
            network.settle();
            heard.clear();
        }
        client.close(request.target().flowId());
        network.time().advanceMillis(100);
        assertThat(heard).containsExactly("error connection closed before an answer", "ended");
        assertThat(network.time().pendingTimers()).isZero();
    }

    @Test
    void ringingInviteOutlivesItsConnection() {
        ClientTransaction invite = start("INVITE", TransportProtocol.TCP);
        network.settle();
        bob.answer(TestMessages.response(bob.last(), 180));
        network.settle();
        client.close(invite.target().flowId());
        network.time().advanceMillis(10_000);
        assertThat(heard).containsExactly("180");
    }

    @Test
    void endOfAnotherConnectionIsNoConcern() {
        start("NOTIFY", TransportProtocol.TCP);
        network.settle();
        NetworkNode carol = network.node("10.0.0.3", 5060, TransportProtocol.UDP, TransportProtocol.TCP);
        carol.send(
                client,
                TransportProtocol.TCP,
                TestMessages.response(bob.last(), 503).replace("c1", "c2"));
        network.settle();
        carol.connections().get(0).close();
        network.time().advanceMillis(100);
        assertThat(heard).containsExactly("stray 503");
    }

    @Test
    void responseOfAnotherMethodIsStray() {
        start("OPTIONS", TransportProtocol.TCP);
        network.settle();
        bob.answer(TestMessages.response(bob.last(), 200).replace("1 OPTIONS", "1 INFO"));
        network.settle();
        assertThat(heard).containsExactly("stray 200");
    }

    @Test
    void branchesAreDistinctAcrossWorkers() {
        BranchIds first = new BranchIds(5, 0);
        BranchIds second = new BranchIds(5, 1);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            made.add(first.nextBranch());
            made.add(second.nextBranch());
        }
        assertThat(made).doesNotHaveDuplicates().allMatch(b -> b.startsWith("z9hG4bK"));
    }

    private ClientTransaction start(String method, TransportProtocol protocol) {
        String message = TestMessages.request(method, protocol.name(), "z9hG4bKc1");
        return table.startClient(
                new ClientRequest(method, "z9hG4bKc1", Octets.bytes(message), Target.of(protocol, bob.address())),
                TimerValues.RFC3261,
                this);
    }

    @Override
    public void response(ClientTransaction transaction, Inbound response) {
        heard.add(Integer.toString(response.message().status()));
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        heard.add("timeout");
    }

    @Override
    public void transportError(ClientTransaction transaction, String reason) {
        heard.add("error " + reason);
    }

    @Override
    public void ended(ClientTransaction transaction) {
        heard.add("ended");
    }

    @Override
    public void request(SipMessage request, Flow flow, Worker worker) {
        throw new AssertionError("no request is expected here");
    }

    @Override
    public void strayResponse(Inbound response, Worker worker) {
        heard.add("stray " + response.message().status());
    }
}
