package org.breakwater.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.breakwater.platform.security.IpNetwork;
import org.breakwater.platform.security.NetworkList;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateLimiter limiter =
            new RateLimiter(new RateLimiter.Limits(10, 2, 24, 56, NetworkList.parse(List.of("127.0.0.0/8"))), 5);

    @Test
    void networkHasItsRateAndNoMore() {
        assertThat(admitted("192.0.2.1", 100, SECOND)).isEqualTo(10);
        assertThat(admitted("192.0.2.1", 100, SECOND + SECOND / 2)).isEqualTo(5);
        assertThat(admitted("192.0.2.1", 100, 100 * SECOND)).isEqualTo(10);
    }

    @Test
    void addressesOfOneNetworkShareIt() {
        assertThat(admitted("192.0.2.1", 10, SECOND)).isEqualTo(10);
        assertThat(admitted("192.0.2.200", 10, SECOND)).isZero();
        assertThat(admitted("2001:db8::1", 10, SECOND)).isEqualTo(10);
        assertThat(admitted("2001:db8:0:ff::1", 10, SECOND)).isZero();
    }

    @Test
    void othersAreNotConcerned() {
        admitted("192.0.2.1", 100, SECOND);

        assertThat(admitted("192.0.3.1", 10, SECOND)).isEqualTo(10);
        assertThat(admitted("2001:db8:0:100::1", 10, SECOND)).isEqualTo(10);
    }

    @Test
    void everyNetworkGetsItsFirstReply() {
        for (int i = 0; i < 256; i++) {
            assertThat(admitted("198.51." + i + ".1", 1, SECOND))
                    .as("network " + i)
                    .isEqualTo(1);
        }
    }

    @Test
    void exemptNetworksAreNeverLimited() {
        assertThat(admitted("127.0.0.1", 1000, SECOND)).isEqualTo(1000);
    }

    @Test
    void slowSenderIsNeverRefusedHoweverItsMomentsFall() {
        InetAddress source = IpNetwork.parseAddress("192.0.2.1");
        admitted("192.0.2.1", 100, SECOND);
        int refused = 0;
        for (long nanos = 2 * SECOND; nanos < 60 * SECOND; nanos += SECOND / 9) {
            refused += limiter.admit(source, nanos) ? 0 : 1;
        }

        assertThat(refused).isZero();
    }

    private int admitted(String source, int times, long nanos) {
        InetAddress address = IpNetwork.parseAddress(source);
        int count = 0;
        for (int i = 0; i < times; i++) {
            count += limiter.admit(address, nanos) ? 1 : 0;
        }
        return count;
    }
}
