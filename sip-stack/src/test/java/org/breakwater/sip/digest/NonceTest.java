package org.breakwater.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NonceTest {

    private static final byte[] SECRET = "sixteen or more octets".getBytes();
    private static final long NOW = 1_795_000_000_000L;

    private final NonceFactory nonces = new NonceFactory(SECRET, Duration.ofSeconds(60), new Random(1));

    @Test
    void noncesNeverRepeatAndKnowTheirTime() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String nonce = nonces.create(NOW, "r");
            assertThat(seen.add(nonce)).isTrue();
            assertThat(nonces.createdMillis(nonce)).isEqualTo(NOW);
        }
    }

    @Test
    void otherNodeWithSameSecretAcceptsNonce() {
        NonceFactory other = new NonceFactory(SECRET, Duration.ofSeconds(60), new Random(2));
        assertThat(other.verify(nonces.create(NOW, "r"), NOW, "r")).isEqualTo(NonceFactory.Verdict.VALID);
    }

    @Test
    void everyChangedCharacterIsFoundOut() {
        // Given
        String nonce = nonces.create(NOW, "r");

        // Then
        for (int i = 0; i < nonce.length(); i++) {
            char other = nonce.charAt(i) == 'A' ? 'B' : 'A';
            String changed = nonce.substring(0, i) + other + nonce.substring(i + 1);
            assertThat(nonces.verify(changed, NOW, "r")).isEqualTo(NonceFactory.Verdict.FORGED);
        }
    }

    @Test
    void nonceAgesToStaleInBothDirectionsOfTheClock() {
        String nonce = nonces.create(NOW, "r");
        assertThat(nonces.verify(nonce, NOW + 60_001, "r")).isEqualTo(NonceFactory.Verdict.STALE);
        assertThat(nonces.verify(nonce, NOW - 60_001, "r")).isEqualTo(NonceFactory.Verdict.STALE);
        assertThat(nonces.verify(nonce, NOW - 5_000, "r")).isEqualTo(NonceFactory.Verdict.VALID);
    }

    @Test
    void weakSettingsAreRefused() {
        assertThatThrownBy(() -> new NonceFactory(new byte[8], Duration.ofSeconds(60), new Random()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new NonceFactory(SECRET, Duration.ofSeconds(301), new Random()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsMayOvertakeEachOtherButNotRepeat() {
        // Given
        NonceCounts counts = new NonceCounts(100, 60_000);

        // Then
        assertThat(counts.use("n", NOW, 3, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 1, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 2, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 1, NOW)).isEqualTo(NonceCounts.Verdict.REPLAYED);
        assertThat(counts.use("n", NOW, 67, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 3, NOW)).isEqualTo(NonceCounts.Verdict.REPLAYED);
        assertThat(counts.use("n", NOW, 4, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 0xffffffffL, NOW)).isEqualTo(NonceCounts.Verdict.FRESH);
        assertThat(counts.use("n", NOW, 68, NOW)).isEqualTo(NonceCounts.Verdict.REPLAYED);
    }

    @Test
    void memoryIsBoundedAndForgettingNeverLetsReplaysIn() {
        // Given
        NonceCounts counts = new NonceCounts(64, 60_000);

        // When
        for (int i = 0; i < 10_000; i++) {
            counts.use("nonce " + i, NOW + i, 1, NOW + i);
        }

        // Then
        assertThat(counts.size()).isLessThanOrEqualTo(64);
        for (int i = 0; i < 10_000; i++) {
            assertThat(counts.use("nonce " + i, NOW + i, 1, NOW + 10_000)).isNotEqualTo(NonceCounts.Verdict.FRESH);
        }
    }

    @Test
    void deadNoncesMakeRoomWithoutCost() {
        // Given
        NonceCounts counts = new NonceCounts(16, 60_000);
        for (int i = 0; i < 16; i++) {
            counts.use("old " + i, NOW, 1, NOW);
        }

        // Then
        for (int i = 0; i < 4; i++) {
            assertThat(counts.use("new " + i, NOW + 60_001 + i, 1, NOW + 60_001 + i))
                    .isIn(NonceCounts.Verdict.FRESH, NonceCounts.Verdict.FORGOTTEN);
        }
        assertThat(counts.size()).isLessThanOrEqualTo(16);
    }
}
