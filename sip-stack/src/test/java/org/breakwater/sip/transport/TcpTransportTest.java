package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpTransportTest {

    private TransportFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = TransportFixture.listeningOn(TransportProtocol.TCP);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void requestIsHandedUpOnTheWorkerOfItsCallIdAndAnswered() throws Exception {
        try (Socket phone = fixture.connect()) {
            for (String callId : List.of("a", "b", "c", "d")) {
                TransportFixture.write(phone, TransportFixture.request(callId));
                RecordingReceiver.Received got = fixture.receiver.next();
                assertThat(got.message().callId()).isEqualTo(callId);
                assertThat(got.worker()).isSameAs(fixture.group.workers().of(callId));
                assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
            }
        }
        assertThat(fixture.receiver.nextClosed().isOpen()).isFalse();
    }

    @Test
    void requestThatComesBeforeTheServerIsReadyWaitsForIt() throws Exception {
        try (TransportFixture starting = TransportFixture.boundOn(TransportProtocol.TCP);
                Socket phone = starting.connect()) {
            TransportFixture.write(phone, TransportFixture.request("early"));
            assertThat(starting.receiver.received).isEmpty();

            starting.transport.letIn();

            assertThat(starting.receiver.next().message().callId()).isEqualTo("early");
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void messagesOfOneCallKeepTheirOrder() throws Exception {
        fixture.receiver.answers = false;
        StringBuilder burst = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            burst.append(TransportFixture.request("one").replace("a@b", i + "@b"));
        }
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, burst.toString());
            for (int i = 0; i < 500; i++) {
                assertThat(fixture.receiver.next().message().requestUriText()).isEqualTo("sip:" + i + "@b");
            }
        }
    }

    @Test
    void pingIsAnsweredByPong() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, "\r\n\r\n");
            assertThat(phone.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void answersArriveThoughThePeerHasStoppedSending() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("half"));
            phone.shutdownOutput();
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void lateAnswerArrivesThoughThePeerHasStoppedSending() throws Exception {
        fixture.receiver.answers = false;
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("late"));
            Flow flow = fixture.receiver.next().flow();
            phone.shutdownOutput();
            while (fixture.transport.flow(flow.id()).isPresent()) {
                Thread.onSpinWait();
            }
            flow.send(RecordingReceiver.response(200), SendOutcome.IGNORED);
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void connectionThatOwesNoAnswerIsClosedAsSoonAsThePeerStopsSending() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("done"));
            TransportFixture.readHeader(phone);
            phone.setSoTimeout((int) Connection.LINGER_MILLIS / 2);
            phone.shutdownOutput();
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void garbageIsAnsweredAndTheConnectionClosed() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(
                    phone, "INVITE sip:a SIP/2.0\r\nContent-Length: 1000000000\r\n\r\n" + "x".repeat(5000));
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 413");
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(fixture.receiver.next().fault().status()).isEqualTo(413);
        assertThat(fixture.transport.counters().malformed()).isEqualTo(1);
    }

    @Test
    void messageThatCannotBeParsedLeavesTheConnectionOpen() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, "INVITE SIP/2.0\r\nContent-Length: 0\r\n\r\n");
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 400");
            TransportFixture.write(phone, TransportFixture.request("after"));
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void messagesSentWhileConnectingGoOutInOrderOverOneConnection() throws Exception {
        try (ServerSocket phone =
                new ServerSocket(0, 5, TransportFixture.loopback(0).getAddress())) {
            Target target = Target.of(TransportProtocol.TCP, (InetSocketAddress) phone.getLocalSocketAddress());
            List<RecordingOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                RecordingOutcome outcome = new RecordingOutcome();
                outcomes.add(outcome);
                fixture.transport.send(target, TransportFixture.bytes(TransportFixture.request("c" + i)), outcome);
            }
            try (Socket accepted = phone.accept()) {
                accepted.setSoTimeout(5000);
                for (int i = 0; i < 10; i++) {
                    assertThat(TransportFixture.readHeader(accepted)).contains("Call-ID: c" + i + "\r\n");
                    assertThat(outcomes.get(i).await()).isEqualTo("sent");
                }
                TransportFixture.write(accepted, TransportFixture.request("back"));
                Flow flow = fixture.receiver.next().flow();
                assertThat(fixture.transport.flow(flow.id())).contains(flow);
                assertThat(flow.listenPoint())
                        .isEqualTo(fixture.transport.listenPoints().get(0));
            }
        }
        assertThat(fixture.transport.counters().connected()).isEqualTo(1);
    }

    @Test
    void refusedConnectionFailsWhatWaitedForIt() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        RecordingOutcome outcome = new RecordingOutcome();
        fixture.transport.send(
                Target.of(TransportProtocol.TCP, TransportFixture.loopback(port)),
                TransportFixture.bytes(TransportFixture.request("x")),
                outcome);
        assertThat(outcome.await()).startsWith("Connection failed");
        assertThat(fixture.transport.counters().connectFailed()).isEqualTo(1);
        assertThat(fixture.transport.counters().connections()).isZero();
    }

    @Test
    void flowIsPreferredToItsAddressAndReplacedWhenGone() throws Exception {
        try (Socket phone = fixture.connect();
                ServerSocket elsewhere =
                        new ServerSocket(0, 5, TransportFixture.loopback(0).getAddress())) {
            TransportFixture.write(phone, TransportFixture.request("reg"));
            Flow flow = fixture.receiver.next().flow();
            TransportFixture.readHeader(phone);
            Target target = Target.of(TransportProtocol.TCP, (InetSocketAddress) elsewhere.getLocalSocketAddress())
                    .overFlow(flow.id());

            fixture.transport.send(
                    target, TransportFixture.bytes(TransportFixture.request("first")), SendOutcome.IGNORED);
            assertThat(TransportFixture.readHeader(phone)).contains("Call-ID: first");

            phone.close();
            fixture.receiver.nextClosed();
            fixture.transport.send(
                    target, TransportFixture.bytes(TransportFixture.request("second")), SendOutcome.IGNORED);
            try (Socket accepted = elsewhere.accept()) {
                accepted.setSoTimeout(5000);
                assertThat(TransportFixture.readHeader(accepted)).contains("Call-ID: second");
            }
        }
    }

    @Test
    void targetWithoutConnectionThatMayNotConnectFails() throws Exception {
        RecordingOutcome outcome = new RecordingOutcome();
        Target target = new Target(TransportProtocol.TCP, TransportFixture.loopback(9), 0, null, false, null);
        fixture.transport.send(target, new byte[1], outcome);
        assertThat(outcome.await()).startsWith("No connection to");
    }

    @Test
    void incomingConnectionIsReusedForItsPeerAddress() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("reg"));
            TransportFixture.readHeader(phone);
            Target target = Target.of(TransportProtocol.TCP, TransportFixture.loopback(phone.getLocalPort()));
            fixture.transport.send(target, TransportFixture.bytes(TransportFixture.request("in")), SendOutcome.IGNORED);
            assertThat(TransportFixture.readHeader(phone)).contains("Call-ID: in");
        }
    }

    @Test
    void stopWritesWhatIsQueuedAndClosesEverything() throws Exception {
        try (Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("reg"));
            Flow flow = fixture.receiver.next().flow();
            TransportFixture.readHeader(phone);
            for (int i = 0; i < 100; i++) {
                flow.send(TransportFixture.bytes(TransportFixture.request("n" + i)), SendOutcome.IGNORED);
            }
            fixture.transport.stop();
            for (int i = 0; i < 100; i++) {
                assertThat(TransportFixture.readHeader(phone)).contains("Call-ID: n" + i + "\r\n");
            }
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void advertisedNameAndRealPortAreKeptInTheListenPoint() throws Exception {
        ListenPoint wanted =
                new ListenPoint(TransportProtocol.TCP, TransportFixture.loopback(0), "sip.example.org", 5555, "x");
        try (TransportFixture other =
                new TransportFixture(1, TransportConfig.of(List.of(wanted)), TransportHooks.NONE)) {
            ListenPoint point = other.transport.listenPoints().get(0);
            assertThat(point.address().getPort()).isPositive();
            assertThat(point.viaHost() + ":" + point.viaPort()).isEqualTo("sip.example.org:5555");
        }
    }

    @Test
    void socketInUseIsNamed() {
        ListenPoint taken = fixture.transport.listenPoints().get(0);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> new TransportFixture(1, TransportConfig.of(List.of(taken)), TransportHooks.NONE)))
                .hasMessageContaining(taken.toString())
                .hasMessageContaining("in use");
    }
}
