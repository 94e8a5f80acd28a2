package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.stun.StunBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UdpTransportTest {

    private TransportFixture fixture;
    private DatagramSocket phone;

    @BeforeEach
    void start() throws Exception {
        fixture = TransportFixture.listeningOn(TransportProtocol.UDP);
        phone = new DatagramSocket(TransportFixture.loopback(0));
        phone.setSoTimeout(5000);
    }

    @AfterEach
    void stop() {
        phone.close();
        fixture.close();
    }

    @Test
    void requestIsAnsweredToWhereItCameFrom() throws Exception {
        send(TransportFixture.bytes(TransportFixture.request("u1")));
        assertThat(receive()).startsWith("SIP/2.0 200");
        RecordingReceiver.Received got = fixture.receiver.next();
        assertThat(got.flow().remote()).isEqualTo(phone.getLocalSocketAddress());
        assertThat(got.flow().id()).isZero();
        assertThat(got.flow().listenPoint())
                .isEqualTo(fixture.transport.listenPoints().get(0));
    }

    @Test
    void octetsAfterContentLengthAreCutOff() throws Exception {
        String request = "INFO sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 2\r\n\r\nab";
        send(TransportFixture.bytes(request + "cdef"));
        assertThat(fixture.receiver.next().message().toString()).isEqualTo(request);
    }

    @Test
    void contentLengthBeyondTheDatagramIsAFaultOfTheMessage() throws Exception {
        send(TransportFixture.bytes("INFO sip:a@b SIP/2.0\r\nCall-ID: 1\r\nContent-Length: 3\r\n\r\nab"));
        assertThat(fixture.receiver.next().message().fault()).hasMessageContaining("Content-Length larger than");
    }

    @Test
    void messageWithoutContentLengthEndsWithTheDatagram() throws Exception {
        String request = "INFO sip:a@b SIP/2.0\r\nCall-ID: 1\r\n\r\nabc";
        send(TransportFixture.bytes(request));
        assertThat(fixture.receiver.next().message().body()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n", "\r\n\r\n", "\u0000", "\u0000\u0000\u0000\u0000", " "})
    void keepalivesAreNoNoise(String keepalive) throws Exception {
        send(TransportFixture.bytes(keepalive));
        send(TransportFixture.bytes(TransportFixture.request("after")));
        assertThat(fixture.receiver.next().message().callId()).isEqualTo("after");
        assertThat(fixture.transport.counters().malformed()).isZero();
    }

    @Test
    void stunBindingRequestIsToldItsAddress() throws Exception {
        byte[] id = "transaction1".getBytes();
        send(StunBinding.request(id));
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        phone.receive(packet);
        byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
        assertThat(StunBinding.mappedAddress(answer, id)).contains((InetSocketAddress) phone.getLocalSocketAddress());
    }

    @Test
    void largestDatagramArrivesWhole() throws Exception {
        String body = "x".repeat(60_000);
        send(TransportFixture.bytes("INFO sip:a@b SIP/2.0\r\nCall-ID: 1\r\n\r\n" + body));
        assertThat(fixture.receiver.next().message().bodyLength()).isEqualTo(60_000);
    }

    @Test
    void messageIsSentFromTheListeningSocket() throws Exception {
        RecordingOutcome outcome = new RecordingOutcome();
        fixture.transport.send(
                Target.of(TransportProtocol.UDP, (InetSocketAddress) phone.getLocalSocketAddress()),
                TransportFixture.bytes("hello"),
                outcome);
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        phone.receive(packet);
        assertThat(packet.getSocketAddress()).isEqualTo(fixture.address(TransportProtocol.UDP));
        assertThat(outcome.await()).isEqualTo("sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"255.255.255.255:5060", "224.0.1.75:5060", "0.0.0.0:5060", "127.0.0.1:0", "0.1.2.3:5060"})
    void forbiddenTargetsFailWithAReason(String target) throws Exception {
        String[] parts = target.split(":");
        RecordingOutcome outcome = new RecordingOutcome();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
        fixture.transport.send(Target.of(TransportProtocol.UDP, address), new byte[] {1}, outcome);
        assertThat(outcome.await()).endsWith("is no target");
    }

    @Test
    void manyDatagramsAreAllAnswered() throws Exception {
        for (int i = 0; i < 200; i++) {
            send(TransportFixture.bytes(TransportFixture.request("m" + i)));
        }
        for (int i = 0; i < 200; i++) {
            assertThat(receive()).startsWith("SIP/2.0 200");
        }
        assertThat(fixture.transport.counters().messagesIn()).containsEntry(TransportProtocol.UDP, 200L);
    }

    private void send(byte[] octets) throws Exception {
        phone.send(new DatagramPacket(octets, octets.length, fixture.address(TransportProtocol.UDP)));
    }

    private String receive() throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        phone.receive(packet);
        return Octets.text(packet.getData(), 0, packet.getLength());
    }
}
