package org.breakwater.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class LocalAddressTest {

    @Test
    void loopbackIsReachedFromLoopback() throws IOException {
        InetSocketAddress peer = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 24100);
        assertThat(LocalAddress.towards(peer).getHostAddress()).isEqualTo("127.0.0.1");
    }
}
