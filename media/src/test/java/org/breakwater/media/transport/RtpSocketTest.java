package org.breakwater.media.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RtpSocketTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void datagramsTravelBetweenSocketsOnEvenPorts() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        try (MediaLoop loop = new MediaLoop("rtp-test");
                RtpSocket a = RtpSocket.bind(loop, LOOPBACK, 24201, 24999, (d, o, n, from) -> {});
                RtpSocket b = RtpSocket.bind(
                        loop,
                        LOOPBACK,
                        24201,
                        24999,
                        (d, o, n, from) -> received.add(Arrays.copyOfRange(d, o, o + n)))) {
            assertThat(a.local().getPort()).isEven();
            assertThat(b.local().getPort()).isEven().isNotEqualTo(a.local().getPort());

            loop.execute(() -> a.send(new byte[] {1, 2, 3, 4}, 3, b.local()));

            assertThat(received.poll(5, TimeUnit.SECONDS)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void fullRangeIsToldWithItsBounds() throws Exception {
        try (MediaLoop loop = new MediaLoop("rtp-test");
                RtpSocket first = RtpSocket.bind(loop, LOOPBACK, 24200, 24999, (d, o, n, from) -> {})) {
            int taken = first.local().getPort();
            assertThatThrownBy(() -> RtpSocket.bind(loop, LOOPBACK, taken, taken, (d, o, n, from) -> {}))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("from " + taken + " to " + taken);
        }
    }
}
