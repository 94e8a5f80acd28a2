package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.breakwater.sip.flow.ConnectionGate;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.MessageTap;
import org.breakwater.sip.flow.MsrpReceiver;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.msrp.MsrpFrame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MsrpTransportTest {

    private static final TransportConfig TCP = TransportFixture.config(TransportProtocol.TCP);

    private final Frames frames = new Frames();
    private final List<Boolean> traced = new ArrayList<>();

    private static String frame(int number) {
        return "MSRP id" + number + " SEND\r\nTo-Path: msrp://r/s;tcp\r\nFrom-Path: msrp://a/t;tcp\r\n-------id"
                + number + "$\r\n";
    }

    private TransportHooks hooks(ConnectionGate gate) {
        MessageTap tap = (flow, inbound, message) -> traced.add(inbound);
        return new TransportHooks(tap, gate, null, frames);
    }

    @Test
    void framesAndMessagesShareAConnectionAndOnlyMessagesAreTraced() throws Exception {
        try (TransportFixture fixture = new TransportFixture(1, TCP, hooks(ConnectionGate.OPEN));
                Socket client = fixture.connect()) {
            TransportFixture.write(client, frame(1) + TransportFixture.request("between") + frame(2));
            assertThat(frames.next()).isEqualTo("id1");
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("between");
            assertThat(frames.next()).isEqualTo("id2");
            assertThat(TransportFixture.readHeader(client)).startsWith("SIP/2.0 200");
            frames.flow.send(TransportFixture.bytes(frame(3)), SendOutcome.IGNORED);
            assertThat(new String(client.getInputStream().readNBytes(frame(3).length())))
                    .isEqualTo(frame(3));
            assertThat(traced).containsExactly(true, false);
        }
    }

    @Test
    void aFrameThatCannotBeReadIsDroppedAndTheNextTaken() throws Exception {
        try (TransportFixture fixture = new TransportFixture(1, TCP, hooks(ConnectionGate.OPEN));
                Socket client = fixture.connect()) {
            TransportFixture.write(client, "MSRP bad SEND\r\nNo: path\r\n-------bad$\r\n" + frame(1));
            assertThat(frames.next()).isEqualTo("id1");
            assertThat(fixture.transport.counters().malformed()).isEqualTo(1);
        }
    }

    @Test
    void framesComeAndGoOverTls(@TempDir Path folder) throws Exception {
        TestCertificate own = TestCertificate.make(folder, "relay", "relay.example.org");
        TransportConfig tls =
                TransportFixture.config(TransportProtocol.TLS).withTls(TlsSettings.of(own.chain, own.key));
        try (TransportFixture fixture = new TransportFixture(1, tls, hooks(ConnectionGate.OPEN))) {
            InetSocketAddress to = fixture.address(TransportProtocol.TLS);
            try (Socket client = own.client(null).getSocketFactory().createSocket(to.getAddress(), to.getPort())) {
                TransportFixture.write(client, frame(1));
                assertThat(frames.next()).isEqualTo("id1");
                assertThat(frames.flow.protocol()).isEqualTo(TransportProtocol.TLS);
                frames.flow.send(TransportFixture.bytes(frame(2)), SendOutcome.IGNORED);
                assertThat(new String(client.getInputStream().readNBytes(frame(2).length())))
                        .isEqualTo(frame(2));
            }
        }
    }

    /** Nothing of a file may be missing: what comes too fast waits, in order. */
    @Test
    void framesThatComeTooFastWaitAndNoneIsLost() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Gate gate = new Gate() {
            @Override
            public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
                return asked.incrementAndGet() % 4 != 0;
            }
        };
        try (TransportFixture fixture = new TransportFixture(1, TCP, hooks(gate));
                Socket client = fromElsewhere(fixture)) {
            for (int i = 0; i < 20; i++) {
                TransportFixture.write(client, frame(i));
            }
            List<String> came = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                came.add(frames.next());
            }
            assertThat(came)
                    .isEqualTo(IntStream.range(0, 20).mapToObj(i -> "id" + i).toList());
            assertThat(fixture.transport.counters().gated()).isZero();
        }
    }

    @Test
    void framesOfABannedSourceAreDropped() throws Exception {
        Gate gate = new Gate();
        try (TransportFixture fixture = new TransportFixture(1, TCP, hooks(gate));
                Socket client = fromElsewhere(fixture)) {
            TransportFixture.write(client, frame(1));
            assertThat(frames.next()).isEqualTo("id1");
            gate.banned.set(true);
            TransportFixture.write(client, frame(2) + "\r\n\r\n");
            assertThat(client.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
            assertThat(fixture.transport.counters().gated()).isEqualTo(1);
            assertThat(frames.came).isEmpty();
        }
    }

    @Test
    void framesOfTheServerItselfAreNotLimited() throws Exception {
        Gate none = new Gate() {
            @Override
            public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
                return false;
            }
        };
        try (TransportFixture fixture = new TransportFixture(1, TCP, hooks(none));
                Socket client = fixture.connect()) {
            TransportFixture.write(client, frame(1));
            assertThat(frames.next()).isEqualTo("id1");
        }
    }

    private static Socket fromElsewhere(TransportFixture fixture) throws Exception {
        InetSocketAddress to = fixture.address(TransportProtocol.TCP);
        Socket socket = new Socket(to.getAddress(), to.getPort(), InetAddress.getByName("127.0.0.2"), 0);
        socket.setSoTimeout(5000);
        return socket;
    }

    /** Lets everybody in until somebody is banned. */
    private static class Gate implements ConnectionGate {
        final AtomicBoolean banned = new AtomicBoolean();

        @Override
        public boolean allowsConnection(TransportProtocol protocol, InetSocketAddress source) {
            return !banned.get();
        }

        @Override
        public boolean allowsMessage(TransportProtocol protocol, InetSocketAddress source) {
            return !banned.get();
        }
    }

    /** Notes transactions. */
    private static final class Frames implements MsrpReceiver {
        private final LinkedBlockingQueue<String> came = new LinkedBlockingQueue<>();
        private volatile Flow flow;

        @Override
        public void received(MsrpFrame frame, Flow from, Worker worker) {
            flow = from;
            came.add(frame.transaction());
        }

        @Override
        public void tooLarge(MsrpFrame head, Flow from, Worker worker) {
            came.add("large " + head.transaction());
        }

        String next() throws InterruptedException {
            return came.poll(5, TimeUnit.SECONDS);
        }
    }
}
