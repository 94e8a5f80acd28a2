package org.breakwater.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class SourceRateTest {

    private final ManualTime time = new ManualTime();
    private final SourceRate rate = new SourceRate(time);

    private boolean admit(String source) {
        InetAddress address = IpNetwork.parseAddress(source);
        return rate.admit(address, 2, 10);
    }

    @Test
    void aSourceMayDoItSoOftenAndAgainWhenTheTimeHasPassed() {
        assertThat(admit("192.0.2.1")).isTrue();
        time.advanceMillis(4_000);
        assertThat(admit("192.0.2.1")).isTrue();
        assertThat(admit("192.0.2.1")).isFalse();
        time.advanceMillis(6_000);
        assertThat(admit("192.0.2.1")).isTrue();
        assertThat(admit("192.0.2.1")).isFalse();
    }

    @Test
    void whatIsRefusedDoesNotCount() {
        admit("192.0.2.1");
        admit("192.0.2.1");
        for (int i = 0; i < 20; i++) {
            time.advanceMillis(499);
            admit("192.0.2.1");
        }
        time.advanceMillis(20);
        assertThat(admit("192.0.2.1")).isTrue();
    }

    @Test
    void otherSourcesAreNotTouchedButOneNetworkOfVersion6IsOneSource() {
        admit("192.0.2.1");
        admit("192.0.2.1");
        assertThat(admit("192.0.2.2")).isTrue();
        admit("2001:db8:1:2::1");
        admit("2001:db8:1:2::2");
        assertThat(admit("2001:db8:1:2:ffff::3")).isFalse();
        assertThat(admit("2001:db8:1:3::1")).isTrue();
    }

    @Test
    void onlySoManySourcesAreRemembered() {
        admit("192.0.2.1");
        admit("192.0.2.1");
        for (int i = 0; i < 4096; i++) {
            admit("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(admit("192.0.2.1")).isTrue();
    }
}
