package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageTap;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    private static final TransportConfig TCP = TransportFixture.config(TransportProtocol.TCP);

    @ParameterizedTest
    @CsvSource({"2, 100", "100, 2"})
    void connectionsBeyondACapAreClosedAtOnce(int all, int perSource) throws Exception {
        TransportConfig config = TCP.withLimits(TransportLimits.DEFAULT.withConnections(all, perSource));
        try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE);
                Socket one = fixture.connect();
                Socket two = fixture.connect()) {
            greet(fixture, one);
            greet(fixture, two);
            try (Socket three = fixture.connect()) {
                assertThat(isClosedByPeer(three)).isTrue();
            }
            assertThat(fixture.transport.counters().refused()).isEqualTo(1);

            one.close();
            fixture.receiver.nextClosed();
            try (Socket again = fixture.connect()) {
                greet(fixture, again);
            }
        }
    }

    @Test
    void gateTurnsAwayConnectionsAndMessages() throws Exception {
        AtomicBoolean letsIn = new AtomicBoolean(true);
        AtomicBoolean listens = new AtomicBoolean(false);
        ConnectionGate gate = new ConnectionGate() {
            @Override
            public boolean allowsConnection(TransportProtocol protocol, InetSocketAddress source) {
                return letsIn.get();
            }

            @Override
            public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
                return listens.get();
            }
        };
        try (TransportFixture fixture = new TransportFixture(1, TCP, new TransportHooks(MessageTap.NONE, gate, null));
                Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("unheard") + "\r\n\r\n");
            assertThat(phone.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
            listens.set(true);
            TransportFixture.write(phone, TransportFixture.request("heard"));
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("heard");
            assertThat(fixture.transport.counters().gated()).isEqualTo(1);

            letsIn.set(false);
            try (Socket banned = fixture.connect()) {
                assertThat(isClosedByPeer(banned)).isTrue();
            }
        }
    }

    @Test
    void slowReaderCostsOnlyItself() throws Exception {
        TransportConfig config = TCP.withLimits(TransportLimits.DEFAULT.withWriteQueue(100_000, 1_500));
        try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE);
                Socket deaf = fixture.connect();
                Socket good = fixture.connect()) {
            greet(fixture, deaf);
            Flow flow = fixture.transport.flow(1).orElseThrow();
            byte[] message = TransportFixture.bytes("x".repeat(10_000));

            for (int sent = 0; sent < 5_000 && fixture.transport.counters().sendFailed() == 0; sent++) {
                flow.send(message, SendOutcome.IGNORED);
                greet(fixture, good);
            }

            assertThat(fixture.transport.counters().sendFailed()).isPositive();
            assertThat(fixture.receiver.nextClosed()).isSameAs(flow);
            greet(fixture, good);
        }
    }

    @Test
    void connectionWithoutTrafficEndsWithItsLifetime() throws Exception {
        TransportConfig config = TCP.withLimits(TransportLimits.DEFAULT.withLifetime(200));
        try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE);
                Socket phone = fixture.connect()) {
            greet(fixture, phone);
            assertThat(phone.getInputStream().read()).isEqualTo(-1);
            assertThat(fixture.receiver.nextClosed().isOpen()).isFalse();
        }
    }

    @Test
    void aliasInViaLeadsRequestsToTheConnection() throws Exception {
        try (TransportFixture fixture = new TransportFixture(2, TCP.withAliases(true), TransportHooks.NONE);
                Socket phone = fixture.connect()) {
            greet(fixture, phone);
            Target byAlias = new Target(TransportProtocol.TCP, TransportFixture.loopback(5099), 0, null, false, null);
            fixture.transport.send(byAlias, TransportFixture.bytes(TransportFixture.request("a")), SendOutcome.IGNORED);
            assertThat(TransportFixture.readHeader(phone)).contains("Call-ID: a\r\n");

            phone.close();
            fixture.receiver.nextClosed();
            RecordingOutcome outcome = new RecordingOutcome();
            fixture.transport.send(byAlias, new byte[1], outcome);
            assertThat(outcome.await()).startsWith("No connection to");
        }
    }

    @Test
    void aliasIsIgnoredUnlessAskedForOrSetByHand() throws Exception {
        try (TransportFixture fixture = new TransportFixture(1, TCP, TransportHooks.NONE);
                Socket phone = fixture.connect()) {
            TransportFixture.write(phone, TransportFixture.request("x"));
            TransportFixture.readHeader(phone);
            Flow flow = fixture.receiver.next().flow();
            Target byAlias = new Target(TransportProtocol.TCP, TransportFixture.loopback(5099), 0, null, false, null);
            RecordingOutcome outcome = new RecordingOutcome();
            fixture.transport.send(byAlias, new byte[1], outcome);
            assertThat(outcome.await()).startsWith("No connection to");

            fixture.transport.alias(flow.id(), 5099);
            fixture.group
                    .workers()
                    .all()
                    .get(0)
                    .execute(() -> fixture.transport.send(
                            byAlias, TransportFixture.bytes(TransportFixture.request("a")), SendOutcome.IGNORED));
            assertThat(TransportFixture.readHeader(phone)).contains("Call-ID: a\r\n");
        }
    }

    @Test
    void moreMessagesThanMayWaitForAConnectionFail() throws Exception {
        // Given: an address that accepts nothing, because its backlog is full
        try (ServerSocket full =
                new ServerSocket(0, 1, TransportFixture.loopback(0).getAddress())) {
            List<Socket> fillers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket filler = new Socket();
                fillers.add(filler);
                connectOrGiveUp(filler, full.getLocalPort());
            }
            TransportConfig config = TCP.withLimits(TransportLimits.DEFAULT.withConnectTimeout(300));
            try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE)) {
                Target target = Target.of(TransportProtocol.TCP, TransportFixture.loopback(full.getLocalPort()));
                List<RecordingOutcome> outcomes = new ArrayList<>();
                // When
                for (int i = 0; i < 66; i++) {
                    outcomes.add(new RecordingOutcome());
                    fixture.transport.send(target, new byte[] {1}, outcomes.get(i));
                }
                // Then
                assertThat(outcomes.get(64).await()).startsWith("Too many messages wait");
                assertThat(outcomes.get(65).await()).startsWith("Too many messages wait");
                assertThat(outcomes.get(0).await()).contains("timed out");
            }
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static void connectOrGiveUp(Socket socket, int port) {
        try {
            socket.connect(TransportFixture.loopback(port), 100);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("timed out");
        }
    }

    private static void greet(TransportFixture fixture, Socket phone) throws Exception {
        TransportFixture.write(phone, TransportFixture.request("hello"));
        assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
        fixture.receiver.next();
    }

    private static boolean isClosedByPeer(Socket socket) throws Exception {
        try (InputStream in = socket.getInputStream()) {
            return in.read() == -1;
        } catch (SocketException e) {
            return true;
        }
    }
}
