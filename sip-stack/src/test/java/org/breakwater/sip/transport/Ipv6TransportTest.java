package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class Ipv6TransportTest {

    private static final InetSocketAddress LOOPBACK = address("::1", 0);

    @Test
    void bothProtocolsSpeakIpv6AndTheSourceFitsTheTargetsFamily() throws Exception {
        TransportConfig config = TransportConfig.of(List.of(
                ListenPoint.of(TransportProtocol.TCP, TransportFixture.loopback(0)),
                ListenPoint.of(TransportProtocol.TCP, LOOPBACK),
                ListenPoint.of(TransportProtocol.UDP, LOOPBACK)));
        try (TransportFixture fixture = new TransportFixture(1, config, TransportHooks.NONE)) {
            ListenPoint tcp = fixture.transport.listenPoints().get(1);
            try (Socket phone =
                    new Socket(tcp.address().getAddress(), tcp.address().getPort())) {
                phone.setSoTimeout(5000);
                TransportFixture.write(phone, TransportFixture.request("six"));
                assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
                assertThat(fixture.receiver.next().flow().listenPoint()).isEqualTo(tcp);
            }
            try (DatagramSocket phone = new DatagramSocket(LOOPBACK)) {
                phone.setSoTimeout(5000);
                byte[] request = TransportFixture.bytes(TransportFixture.request("u6"));
                phone.send(new DatagramPacket(request, request.length, fixture.address(TransportProtocol.UDP)));
                assertThat(fixture.receiver.next().flow().remote()).isEqualTo(phone.getLocalSocketAddress());
            }
            assertThat(tcp.toString()).isEqualTo("tcp:[::1]:" + tcp.address().getPort());
            assertThat(fixture.transport.sourceFor(Target.of(TransportProtocol.TCP, address("2001:db8::1", 5060))))
                    .contains(tcp);
            assertThat(fixture.transport.sourceFor(Target.of(TransportProtocol.UDP, address("192.0.2.1", 5060))))
                    .isEmpty();
        }
    }

    private static InetSocketAddress address(String text, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(text), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
