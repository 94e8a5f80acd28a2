package org.breakwater.daemon.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.breakwater.platform.time.ManualTime;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;

class TraceRingTest {

    private static final InetSocketAddress OURS = new InetSocketAddress("192.0.2.1", 5060);

    private final ManualTime time = new ManualTime();

    @Test
    void messagesOfACallComeBackAsTheyWereSeen() {
        TraceRing ring = new TraceRing(10_000, time);
        Flow v4 = flow("192.0.2.7", 40_000);
        Flow v6 = flow("2001:db8::7", 65_535);

        ring.seen(v4, true, message("INVITE", "c1"));
        ring.seen(v6, false, message("INVITE", "c1"));
        ring.seen(v4, true, message("INVITE", "c2"));

        List<TracedMessage> seen = ring.ofCall("c1");
        assertThat(seen).hasSize(2);
        assertThat(seen.get(0).inbound()).isTrue();
        assertThat(seen.get(0).transport()).isEqualTo("tcp");
        assertThat(seen.get(0).epochMillis()).isEqualTo(time.epochMillis());
        assertThat(seen.get(0).local()).isEqualTo(OURS);
        assertThat(seen.get(0).remote()).isEqualTo(v4.remote());
        assertThat(seen.get(0).octets()).isEqualTo(message("INVITE", "c1"));
        assertThat(seen.get(1).inbound()).isFalse();
        assertThat(seen.get(1).remote()).isEqualTo(v6.remote());
        assertThat(ring.recentCalls(10)).containsExactly("c2", "c1");
    }

    @Test
    void oldestMakeRoomWhateverTheirSizes() {
        TraceRing ring = new TraceRing(4000, time);
        Flow flow = flow("192.0.2.7", 5060);

        for (int i = 0; i < 500; i++) {
            ring.seen(flow, true, message("INVITE", "c" + i + "-".repeat(i * 37 % 400)));
            assertThat(ring.size()).isLessThanOrEqualTo(4000);
            assertThat(ring.recentCalls(1).get(0)).startsWith("c" + i);
        }

        assertThat(ring.recentCalls(100)).hasSizeBetween(8, 80).first().isEqualTo("c499" + "-".repeat(499 * 37 % 400));
    }

    @Test
    void messageLargerThanTheRingIsNotKept() {
        TraceRing ring = new TraceRing(500, time);

        ring.seen(flow("192.0.2.7", 5060), true, message("INVITE", "c1"));
        ring.seen(flow("192.0.2.7", 5060), true, new byte[500]);

        assertThat(ring.recentCalls(10)).containsExactly("c1");
    }

    @Test
    void ringWithoutMemoryKeepsNothing() {
        TraceRing ring = new TraceRing(0, time);

        ring.seen(flow("192.0.2.7", 5060), true, message("INVITE", "c1"));

        assertThat(ring.recentCalls(10)).isEmpty();
        assertThat(ring.size()).isZero();
    }

    private static byte[] message(String method, String callId) {
        return (method + " sip:bob@h SIP/2.0\r\nCall-ID: " + callId + "\r\nCSeq: 1 " + method + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Flow flow(String host, int port) {
        InetSocketAddress remote = new InetSocketAddress(host, port);
        return new Flow() {
            @Override
            public long id() {
                return 1;
            }

            @Override
            public TransportProtocol protocol() {
                return TransportProtocol.TCP;
            }

            @Override
            public InetSocketAddress local() {
                return OURS;
            }

            @Override
            public InetSocketAddress remote() {
                return remote;
            }

            @Override
            public ListenPoint listenPoint() {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void send(byte[] message, SendOutcome outcome) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
