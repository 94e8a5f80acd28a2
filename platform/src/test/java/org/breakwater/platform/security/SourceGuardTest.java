package org.breakwater.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.security.SourceGuard.Verdict;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;

class SourceGuardTest {

    private static final GuardLimits LIMITS = new GuardLimits(10, 20, 5, 3, 60, 600);
    private static final InetAddress STRANGER = IpNetwork.parseAddress("203.0.113.9");
    private static final InetAddress TRUSTED = IpNetwork.parseAddress("10.1.2.3");

    private final ManualTime time = new ManualTime();
    private final SourceGuard guard = new SourceGuard(LIMITS, NetworkList.parse(List.of("10.0.0.0/8")), time);

    private int admitted(InetAddress source, int messages) {
        int admitted = 0;
        for (int i = 0; i < messages; i++) {
            if (guard.admit(source) == Verdict.ALLOWED) {
                admitted++;
            }
        }
        return admitted;
    }

    private Optional<Duration> fail(InetAddress source, int times) {
        Optional<Duration> ban = Optional.empty();
        for (int i = 0; i < times; i++) {
            ban = guard.failed(source);
        }
        return ban;
    }

    @Test
    void burstPassesAndThenTheSteadyRate() {
        assertThat(admitted(STRANGER, 100)).isEqualTo(20);

        time.advanceMillis(1000);

        assertThat(admitted(STRANGER, 100)).isEqualTo(10);
        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.RATE_LIMITED);
    }

    @Test
    void quietSourceGetsNoMoreThanItsBurst() {
        time.advanceMillis(3_600_000);

        assertThat(admitted(STRANGER, 100)).isEqualTo(20);
    }

    @Test
    void authenticatedSourceMaySendFasterForAnHour() {
        guard.succeeded(STRANGER);

        assertThat(admitted(STRANGER, 1000)).isEqualTo(100);

        time.advanceMillis(3_600_000);

        assertThat(admitted(STRANGER, 1000)).isEqualTo(20);
    }

    @Test
    void trustedSourceIsNeverLimitedOrBanned() {
        assertThat(fail(TRUSTED, 100)).isEmpty();
        assertThat(admitted(TRUSTED, 10_000)).isEqualTo(10_000);
        assertThat(guard.isBanned(TRUSTED)).isFalse();
    }

    @Test
    void thirdFailureWithinAMinuteBansForTenMinutes() {
        assertThat(fail(STRANGER, 2)).isEmpty();
        assertThat(guard.failed(STRANGER)).contains(Duration.ofMinutes(10));

        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.BANNED);
        assertThat(guard.bans()).extracting(SourceGuard.Ban::source).containsExactly("203.0.113.9");
        time.advanceMillis(599_999);
        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.BANNED);
        time.advanceMillis(1);
        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.ALLOWED);
        assertThat(guard.bans()).isEmpty();
    }

    @Test
    void failuresSpreadOverTimeAreForgiven() {
        for (int i = 0; i < 20; i++) {
            assertThat(fail(STRANGER, 2)).isEmpty();
            time.advanceMillis(60_000);
        }
    }

    @Test
    void eachFurtherBanIsTwiceAsLongUpToADay() {
        long[] minutes = {10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440};
        for (long expected : minutes) {
            assertThat(fail(STRANGER, 3)).contains(Duration.ofMinutes(expected));
            time.advanceMillis(expected * 60_000);
        }
        time.advanceMillis(Duration.ofDays(1).toMillis());

        assertThat(fail(STRANGER, 3)).contains(Duration.ofMinutes(10));
    }

    @Test
    void successDoesNotWipeFailures() {
        fail(STRANGER, 2);
        guard.succeeded(STRANGER);

        assertThat(guard.failed(STRANGER)).isPresent();
    }

    @Test
    void ipv6NeighboursOfOneNetworkAreOneSource() {
        fail(IpNetwork.parseAddress("2001:db8:0:1::1"), 3);

        assertThat(guard.admit(IpNetwork.parseAddress("2001:db8:0:1:ffff::2"))).isEqualTo(Verdict.BANNED);
        assertThat(guard.admit(IpNetwork.parseAddress("2001:db8:0:2::1"))).isEqualTo(Verdict.ALLOWED);
        assertThat(guard.bans()).extracting(SourceGuard.Ban::source).containsExactly("2001:db8:0:1:0:0:0:0/64");
    }

    @Test
    void pardonEndsABan() {
        fail(STRANGER, 3);

        assertThat(guard.pardon(STRANGER)).isTrue();
        assertThat(guard.pardon(STRANGER)).isFalse();
        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void floodOfNewSourcesDoesNotWashABanAway() throws Exception {
        fail(STRANGER, 3);

        for (int i = 0; i < 200_000; i++) {
            guard.admit(InetAddress.getByAddress(new byte[] {100, (byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }

        assertThat(guard.admit(STRANGER)).isEqualTo(Verdict.BANNED);
    }

    @Test
    void rememberedSourcesAreBoundedAndTheQuietestIsForgotten() throws Exception {
        GuardStripe stripe = new GuardStripe(LIMITS, 2, 2);
        Address128 first = SourceKey.of(STRANGER);
        Address128 second = SourceKey.of(TRUSTED);
        Address128 third = SourceKey.of(IpNetwork.parseAddress("192.0.2.1"));
        for (int i = 0; i < 20; i++) {
            stripe.admit(first, 0);
            stripe.admit(second, 0);
        }

        stripe.admit(third, 0);

        assertThat(stripe.admit(second, 0)).isEqualTo(Verdict.RATE_LIMITED);
        assertThat(stripe.admit(first, 0)).as("forgotten").isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void connectionsOfOneSourceAreCounted() {
        ConnectionQuota quota = new ConnectionQuota(2, NetworkList.parse(List.of("10.0.0.0/8")));

        assertThat(quota.opened(STRANGER)).isTrue();
        assertThat(quota.opened(STRANGER)).isTrue();
        assertThat(quota.opened(STRANGER)).isFalse();
        quota.closed(STRANGER);
        assertThat(quota.opened(STRANGER)).isTrue();
        quota.closed(STRANGER);
        quota.closed(STRANGER);
        assertThat(quota.sources()).isZero();
        for (int i = 0; i < 10; i++) {
            assertThat(quota.opened(TRUSTED)).isTrue();
        }
    }
}
