package org.breakwater.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.breakwater.sip.digest.DigestCheck.Result;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;

class DigestCheckTest {

    private static final byte[] SECRET = "sixteen or more octets".getBytes();
    private static final byte[] NO_BODY = {};
    private static final String URI = "sip:pbx.example.com";
    private static final long NOW = 1_795_000_000_000L;

    private final DigestHash hash = new DigestHash();
    private final NonceFactory nonces = new NonceFactory(SECRET, Duration.ofSeconds(300), new Random(1));
    private final DigestCheck check = new DigestCheck(hash, nonces, new NonceCounts(1000, 300_000), true);
    private final Ha1Set secret = Ha1Set.ofPassword(hash, "100", "pbx", "s3cret");
    private final DigestAnswer phone = new DigestAnswer(hash, "100", "pbx", secret, () -> "0a4f113b");

    @Test
    void rightPasswordIsAcceptedWithEveryAlgorithm() throws SipParseException {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            DigestChallenge challenge = DigestChallenge.of("pbx", nonces.create(NOW, ""), algorithm, false);
            assertThat(verify(sent(answer(challenge)), secret))
                    .as(algorithm.token())
                    .isEqualTo(Result.OK);
        }
    }

    @Test
    void phoneChoosesStrongestOfferedAlgorithm() {
        // Given
        List<DigestChallenge> offered =
                DigestChallenge.offer(List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5), "pbx", "n", false);

        // Then
        assertThat(phone.choose(offered)).map(DigestChallenge::algorithm).contains(DigestAlgorithm.SHA_256);
        assertThat(new DigestAnswer(hash, "100", "pbx", Ha1Set.ofMd5(secret.md5()), () -> "c").choose(offered))
                .map(DigestChallenge::algorithm)
                .contains(DigestAlgorithm.MD5);
    }

    @Test
    void phoneDoesNotAnswerForeignRealm() {
        assertThat(phone.choose(List.of(DigestChallenge.of("evil", "n", DigestAlgorithm.MD5, false))))
                .isEmpty();
    }

    @Test
    void wrongPasswordAndUnknownUserLookTheSame() {
        // Given
        DigestCredentials given = answer(challenge(NOW));
        Ha1Set other = Ha1Set.ofPassword(hash, "100", "pbx", "other");

        // Then
        assertThat(verify(given, other)).isEqualTo(Result.WRONG);
        assertThat(verify(given, null)).isEqualTo(Result.WRONG);
        assertThat(verify(given, new Ha1Set(null, null, null))).isEqualTo(Result.WRONG);
    }

    @Test
    void otherMethodMakesCredentialsWrong() {
        assertThat(check.verify(answer(challenge(NOW)), "INVITE", secret, NO_BODY, NOW, ""))
                .isEqualTo(Result.WRONG);
    }

    @Test
    void oldNonceWithRightPasswordIsStale() {
        assertThat(verify(answer(challenge(NOW - 300_001)), secret)).isEqualTo(Result.STALE);
        assertThat(verify(answer(challenge(NOW - 300_000)), secret)).isEqualTo(Result.OK);
    }

    @Test
    void oldNonceWithWrongPasswordIsWrong() {
        assertThat(verify(answer(challenge(NOW - 300_001)), null)).isEqualTo(Result.WRONG);
    }

    @Test
    void nonceOfOtherSecretOrBindingIsForged() {
        // Given
        NonceFactory foreign =
                new NonceFactory("another secret of ours".getBytes(), Duration.ofSeconds(300), new Random(1));
        DigestChallenge forged = DigestChallenge.of("pbx", foreign.create(NOW, ""), DigestAlgorithm.MD5, false);
        DigestChallenge bound = DigestChallenge.of("pbx", nonces.create(NOW, "a call"), DigestAlgorithm.MD5, false);

        // Then
        assertThat(verify(answer(forged), secret)).isEqualTo(Result.FORGED_NONCE);
        assertThat(verify(answer(bound), secret)).isEqualTo(Result.FORGED_NONCE);
        assertThat(verify(answer(DigestChallenge.of("pbx", "abc", DigestAlgorithm.MD5, false)), secret))
                .isEqualTo(Result.FORGED_NONCE);
    }

    @Test
    void sameCredentialsTwiceAreReplay() {
        // Given
        DigestChallenge challenge = challenge(NOW);
        DigestCredentials first = answer(challenge);

        // Then
        assertThat(verify(first, secret)).isEqualTo(Result.OK);
        assertThat(verify(first, secret)).isEqualTo(Result.REPLAYED);
        assertThat(verify(answer(challenge), secret)).isEqualTo(Result.OK);
    }

    @Test
    void credentialsWithoutQopAreRefusedWhenItIsNeeded() {
        // Given
        DigestChallenge old =
                new DigestChallenge("pbx", nonces.create(NOW, ""), null, DigestAlgorithm.MD5, false, false, false);
        DigestCheck lenient = new DigestCheck(hash, nonces, new NonceCounts(1000, 300_000), false);
        DigestCredentials given = answer(old);

        // Then
        assertThat(verify(given, secret)).isEqualTo(Result.WITHOUT_QOP);
        assertThat(lenient.verify(given, "REGISTER", secret, NO_BODY, NOW, "")).isEqualTo(Result.OK);
        assertThat(lenient.verify(given, "REGISTER", secret, NO_BODY, NOW, "")).isEqualTo(Result.REPLAYED);
    }

    private DigestChallenge challenge(long createdMillis) {
        return DigestChallenge.of("pbx", nonces.create(createdMillis, ""), DigestAlgorithm.MD5, false);
    }

    private DigestCredentials answer(DigestChallenge challenge) {
        return phone.answer(challenge, "REGISTER", URI, NO_BODY);
    }

    private static DigestCredentials sent(DigestCredentials credentials) throws SipParseException {
        return DigestCredentials.parse(credentials.toHeaderValue());
    }

    private Result verify(DigestCredentials given, Ha1Set known) {
        return check.verify(given, "REGISTER", known, NO_BODY, NOW, "");
    }
}
