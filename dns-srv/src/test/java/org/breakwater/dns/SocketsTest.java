package org.breakwater.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.dns.config.DnsConfigReader;
import org.breakwater.dns.zone.HealthSource;
import org.breakwater.dns.zone.NumberSource;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.time.TimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** Over real sockets. */
class SocketsTest {

    private static final String PBX = Topologies.TWO_BRANCHES;

    @TempDir
    Path home;

    @Test
    void manyQuestionsOnOneConnectionAreAllAnswered() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX);
                Socket socket =
                        new Socket(ours.address().getAddress(), ours.address().getPort())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            for (int id = 0; id < 500; id++) {
                Message question = OurServer.question("_sip._tcp.pbx.test", Type.SRV);
                question.getHeader().setID(id);
                byte[] octets = question.toWire();
                out.writeShort(octets.length);
                out.write(octets);
            }
            out.flush();

            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int id = 0; id < 500; id++) {
                Message reply = new Message(in.readNBytes(in.readUnsignedShort()));
                assertThat(reply.getHeader().getID()).isEqualTo(id);
                assertThat(reply.getSection(Section.ANSWER)).hasSize(2);
            }
        }
    }

    @Test
    void questionInSmallPiecesIsAnswered() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX);
                Socket socket =
                        new Socket(ours.address().getAddress(), ours.address().getPort())) {
            socket.setTcpNoDelay(true);
            byte[] octets = OurServer.question("pbx.test", Type.SOA).toWire();
            socket.getOutputStream().write(0);
            socket.getOutputStream().write(octets.length);
            for (byte octet : octets) {
                socket.getOutputStream().write(octet);
            }

            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(new Message(in.readNBytes(in.readUnsignedShort())).getSection(Section.ANSWER))
                    .hasSize(1);
        }
    }

    @Test
    void quietConnectionIsClosed() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX + "tcp: {idle_seconds: 1}\n");
                Socket socket =
                        new Socket(ours.address().getAddress(), ours.address().getPort())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(0);

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void oneSourceHasItsShareOfConnections() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (OurServer ours = new OurServer(home, 0, PBX + "tcp: {max_per_source: 3}\n")) {
            for (int i = 0; i < 3; i++) {
                sockets.add(
                        new Socket(ours.address().getAddress(), ours.address().getPort()));
                askOver(sockets.get(i));
            }
            try (Socket fourth =
                    new Socket(ours.address().getAddress(), ours.address().getPort())) {
                fourth.setSoTimeout(5000);
                assertThat(readOrEnd(fourth)).isEqualTo(-1);
            }
            askOver(sockets.get(0));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void burstsOfDatagramsAreAnsweredInFull() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX);
                DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5000);
            socket.setReceiveBufferSize(1 << 20);
            boolean[] seen = new boolean[200];
            // Bursts of 50: more answers than that may not fit into this socket's buffer while the test waits its turn.
            for (int first = 0; first < seen.length; first += 50) {
                for (int id = first; id < first + 50; id++) {
                    Message question = OurServer.question("pbx.test", Type.NAPTR);
                    question.getHeader().setID(id);
                    byte[] octets = question.toWire();
                    socket.send(new DatagramPacket(octets, octets.length, ours.address()));
                }
                for (int i = 0; i < 50; i++) {
                    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
                    socket.receive(packet);
                    seen[(packet.getData()[0] & 0xff) << 8 | (packet.getData()[1] & 0xff)] = true;
                }
            }
            assertThat(seen).doesNotContain(false);
        }
    }

    @Test
    void ipv6IsAnsweredInItsView() throws Exception {
        String yaml = PBX.replace("prefixes: [127.0.1.0/24]", "prefixes: [127.0.1.0/24, \"::1/128\"]");
        Files.writeString(
                home.resolve("six.yaml"),
                "dns:\n  listen: [\"[::1]:" + NamedServer.freePort() + "\"]\n" + yaml.indent(2));
        DnsServer six = new DnsServer(
                DnsConfigReader.load(home.resolve("six.yaml"), home),
                new DnsServer.Environment(HealthSource.ALL_UP, NumberSource.NONE, new Metrics(), TimeSource.system()));
        six.start();
        try {
            for (boolean tcp : new boolean[] {false, true}) {
                SimpleResolver resolver = OurServer.resolver(six.addresses().get(0), "::1");
                resolver.setTCP(tcp);
                assertThat(resolver.send(OurServer.question("_sip._tcp.pbx.test", Type.SRV))
                                .getSection(Section.ANSWER))
                        .hasSize(3);
            }
        } finally {
            six.stop();
        }
    }

    @Test
    void severalLoopsShareAPort() throws IOException {
        try (OurServer ours = new OurServer(home, 0, PBX + "workers: 2\n")) {
            for (int i = 0; i < 50; i++) {
                // Each question comes from another port and so meets any of the loops.
                Message reply = ours.ask("127.0.1.9", "_sip._tcp.pbx.test", Type.SRV);
                assertThat(reply.getSection(Section.ANSWER)).hasSize(3);
            }
        }
    }

    @Test
    void takenPortIsSaid() throws IOException {
        for (int workers : new int[] {1, 2}) {
            try (DatagramSocket taken =
                    new DatagramSocket(new InetSocketAddress(IpNetwork.parseAddress("127.0.0.1"), 0))) {
                assertThatThrownBy(() -> new OurServer(home, taken.getLocalPort(), PBX + "workers: " + workers + "\n"))
                        .hasStackTraceContaining("UDP 127.0.0.1 port " + taken.getLocalPort() + " cannot be bound");
            }
        }
    }

    @Test
    void secondServerDoesNotSharePortsByMistake() {
        String yaml = PBX + "workers: 2\n";
        try (OurServer ours = new OurServer(home, 0, yaml)) {
            int port = ours.address().getPort();

            assertThatThrownBy(() -> new OurServer(home, port, yaml)).hasStackTraceContaining("cannot be bound");
        }
    }

    private static void askOver(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] octets = OurServer.question("pbx.test", Type.SOA).toWire();
        out.writeShort(octets.length);
        out.write(octets);
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(new Message(in.readNBytes(in.readUnsignedShort())).getRcode())
                .isEqualTo(Rcode.NOERROR);
    }

    private static int readOrEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }
}
