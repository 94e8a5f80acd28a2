package org.breakwater.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.breakwater.platform.security.AccountGuard.Attempt;
import org.breakwater.platform.time.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountGuardTest {

    private static final AccountLimits LIMITS = new AccountLimits(10, 600, 120, 3600);
    private static final InetAddress OFFICE = IpNetwork.parseAddress("198.51.100.7");
    private static final InetAddress HOTEL = IpNetwork.parseAddress("203.0.113.77");
    private static final InetAddress TRUSTED = IpNetwork.parseAddress("10.1.2.3");

    private final ManualTime time = new ManualTime();
    private final AccountGuard guard = new AccountGuard(LIMITS, NetworkList.parse(List.of("10.0.0.0/8")), time);
    private int attackers;

    private static Attempt attempt(String account, InetAddress source) {
        return new Attempt(account, new InetSocketAddress(source, 5060), "udp");
    }

    private InetAddress nextAttacker() {
        attackers++;
        try {
            return InetAddress.getByAddress(
                    new byte[] {100, (byte) (attackers >> 16), (byte) (attackers >> 8), (byte) attackers});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wrong passwords, each from another address; what the last of them led to. */
    private Optional<Duration> guess(String account, int times) {
        Optional<Duration> delay = Optional.empty();
        for (int i = 0; i < times; i++) {
            delay = guard.failed(attempt(account, nextAttacker()));
        }
        return delay;
    }

    @Test
    void tenGuessesFromTenAddressesCloseTheAccountToNewOnes() {
        assertThat(guess("1001", 9)).isEmpty();
        assertThat(guard.accepts("1001", HOTEL)).isTrue();

        assertThat(guess("1001", 1)).contains(Duration.ofSeconds(120));

        assertThat(guard.accepts("1001", HOTEL)).isFalse();
        assertThat(guard.accepts("1002", HOTEL)).as("another account").isTrue();
        assertThat(guard.closed()).isEqualTo(1);
        time.advanceMillis(119_999);
        assertThat(guard.accepts("1001", HOTEL)).isFalse();
        time.advanceMillis(1);
        assertThat(guard.accepts("1001", HOTEL)).isTrue();
        assertThat(guard.closed()).isZero();
    }

    @Test
    void ownerIsNeverLockedOut() {
        guard.succeeded("1001", OFFICE);
        for (int day = 0; day < 30; day++) {
            guess("1001", 10);
            assertThat(guard.accepts("1001", OFFICE)).isTrue();
            assertThat(guard.accepts("1001", HOTEL)).isFalse();
            time.advanceMillis(86_400_000);
        }
        guess("1001", 10);
        assertThat(guard.accepts("1001", OFFICE)).isTrue();
    }

    @Test
    void ownerOfOneAccountIsAStrangerToAnother() {
        guard.succeeded("1002", OFFICE);
        guess("1001", 10);

        assertThat(guard.accepts("1001", OFFICE)).isFalse();
    }

    @Test
    void failuresOfAnOwnersAddressAreNotCounted() {
        guard.succeeded("1001", OFFICE);
        for (int i = 0; i < 100; i++) {
            assertThat(guard.failed(attempt("1001", OFFICE))).isEmpty();
        }
        assertThat(guard.accepts("1001", HOTEL)).isTrue();
    }

    @Test
    void trustedNetworkIsLetThroughAndNotCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(guard.failed(attempt("1001", TRUSTED))).isEmpty();
        }
        guess("1001", 10);

        assertThat(guard.accepts("1001", TRUSTED)).isTrue();
        assertThat(guard.accepts("1001", HOTEL)).isFalse();
    }

    @Test
    void eachFurtherDelayIsTwiceAsLongUpToTheLongest() {
        long[] seconds = {120, 240, 480, 960, 1920, 3600, 3600};
        for (long expected : seconds) {
            assertThat(guess("1001", 10)).contains(Duration.ofSeconds(expected));
            time.advanceMillis(expected * 1000);
            guard.reopened();
        }
        time.advanceMillis(Duration.ofDays(1).toMillis());

        assertThat(guess("1001", 10)).contains(Duration.ofSeconds(120));
    }

    @Test
    void delayGrowsAlsoWhenNobodyAskedWhatReopened() {
        assertThat(guess("1001", 10)).contains(Duration.ofSeconds(120));
        time.advanceMillis(120_000);

        assertThat(guess("1001", 10)).contains(Duration.ofSeconds(240));
        assertThat(guard.reopened()).hasSize(1);
    }

    @Test
    void steadyAttackGetsFiftyGuessesInItsFirstHourAndThenTen() {
        assertThat(guessesCheckedInAnHourOfAttack()).isEqualTo(50);
        guessesCheckedInAnHourOfAttack();

        assertThat(guessesCheckedInAnHourOfAttack()).isEqualTo(10);
    }

    /** Ten attempts a second, each from another address. */
    private int guessesCheckedInAnHourOfAttack() {
        int checked = 0;
        for (int second = 0; second < 3600; second++) {
            for (int i = 0; i < 10; i++) {
                InetAddress attacker = nextAttacker();
                if (guard.accepts("1001", attacker)) {
                    checked++;
                    guard.failed(attempt("1001", attacker));
                }
            }
            time.advanceMillis(1000);
        }
        return checked;
    }

    @Test
    void attackBelowTheThresholdGetsNineGuessesInAWindow() {
        for (int window = 0; window < 100; window++) {
            assertThat(guess("1001", 9)).isEmpty();
            time.advanceMillis(600_000);
        }
        assertThat(guess("1001", 10)).isPresent();
    }

    @Test
    void attemptsWhileClosedDoNotMakeTheDelayLonger() {
        guess("1001", 10);
        guess("1001", 1000);
        time.advanceMillis(120_000);

        assertThat(guard.accepts("1001", HOTEL)).isTrue();
    }

    @Test
    void endIsToldOnceWithTheAttemptThatBeganIt() {
        guess("1001", 9);
        guard.failed(attempt("1001", HOTEL));
        assertThat(guard.reopened()).isEmpty();

        time.advanceMillis(120_000);

        assertThat(guard.reopened()).containsExactly(attempt("1001", HOTEL));
        assertThat(guard.reopened()).isEmpty();
    }

    @Test
    void neighboursInTheOwnersIpv6NetworkAreTheOwner() {
        guard.succeeded("1001", IpNetwork.parseAddress("2001:db8:0:1::1"));
        guess("1001", 10);

        assertThat(guard.accepts("1001", IpNetwork.parseAddress("2001:db8:0:1:ffff::2")))
                .isTrue();
        assertThat(guard.accepts("1001", IpNetwork.parseAddress("2001:db8:0:2::1")))
                .isFalse();
    }

    @Test
    void guessesAtManyAccountsWashNoOwnerAndNoDelayAway() {
        guard.succeeded("1001", OFFICE);
        guess("1001", 10);
        for (int i = 0; i < 200_000; i++) {
            guard.failed(attempt("victim" + i, nextAttacker()));
        }
        assertThat(guard.accepts("1001", OFFICE)).isTrue();
        assertThat(guard.accepts("1001", HOTEL)).isFalse();
    }

    @Test
    void ownerKeepsTheAddressesUsedLast() {
        guard.succeeded("1001", HOTEL);
        guard.succeeded("1001", OFFICE);
        for (int i = 0; i < 31; i++) {
            guard.succeeded("1001", nextAttacker());
            guard.succeeded("1001", OFFICE);
        }
        guess("1001", 10);

        assertThat(guard.accepts("1001", OFFICE)).isTrue();
        assertThat(guard.accepts("1001", HOTEL)).as("the 33rd").isFalse();
    }

    @Test
    void closedAccountsAreBounded() {
        AccountStripe stripe = new AccountStripe(new AccountLimits(1, 1, 1, 1), 2, 2);
        Address128 source = SourceKey.of(HOTEL);
        for (String account : List.of("a", "b", "c")) {
            stripe.failed(account, source, attempt(account, HOTEL), 0);
        }
        assertThat(stripe.closed(0)).isEqualTo(2);
        assertThat(stripe.accepts("b", source, 0)).isFalse();
        assertThat(stripe.accepts("c", source, 0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,1,1,1", "1,0,1,1", "1,1,0,1", "1,1,2,1", "1,86401,1,1", "1,1,1,86401"})
    void limitsOutOfRangeAreRefused(int failures, int window, int delay, int longest) {
        assertThatThrownBy(() -> new AccountLimits(failures, window, delay, longest))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
