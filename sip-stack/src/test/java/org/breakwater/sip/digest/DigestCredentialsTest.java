package org.breakwater.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestCredentialsTest {

    private static final String RESPONSE = "8ca523f5e9506fed4657c9700eebdbec";
    private static final String GOOD =
            "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"sip:r\", response=\"" + RESPONSE + "\"";

    @Test
    void spacingCaseAndQuotedPairsAreUnderstood() throws SipParseException {
        // When
        DigestCredentials c = DigestCredentials.parse("dIGEST  USERNAME = \"a\\\"b\" ,realm=\"\",nonce=\"n\" , ,"
                + "uri=\"sip:r\",response=\""
                + RESPONSE.toUpperCase()
                + "\",qop=auth,NC=0000000A,cnonce=\"c\",algorithm=md5,extra=1");

        // Then
        assertThat(c.username()).isEqualTo("a\"b");
        assertThat(c.realm()).isEmpty();
        assertThat(c.response()).isEqualTo(RESPONSE);
        assertThat(c.nonceCount()).isEqualTo(10);
        assertThat(c.nonceCountText()).isEqualTo("0000000a");
        assertThat(DigestCredentials.parse(c.toHeaderValue())).isEqualTo(c);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Basic YWxhZGRpbg==|not Digest",
                "Digest|without username",
                "Digest username|Malformed",
                "Digest username=|Malformed",
                "Digest username=\"a|Malformed",
                "Digest username=\"a\" realm=\"r\"|Malformed",
                "Digest username=\"a\", username=\"b\"|two username",
            })
    void malformedCredentialsAreRefused(String value, String reason) {
        assertThatThrownBy(() -> DigestCredentials.parse(value))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                ", qop=auth|without cnonce",
                ", qop=auth, cnonce=\"c\"|without nc",
                ", qop=auth, cnonce=\"c\", nc=1|malformed nc",
                ", qop=auth, cnonce=\"c\", nc=0000000g|malformed nc",
                ", qop=auth-conf, cnonce=\"c\", nc=00000001|unknown qop",
                ", algorithm=AKAv1-MD5|unknown algorithm",
                ", algorithm=SHA-256|wrong length",
            })
    void inconsistentCredentialsAreRefused(String tail, String reason) {
        assertThatThrownBy(() -> DigestCredentials.parse(GOOD + tail))
                .isInstanceOf(SipParseException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void lengthAndNumberOfParametersAreBounded() {
        assertThatThrownBy(() -> DigestCredentials.parse(GOOD + ",x=" + "y".repeat(4096)))
                .hasMessageContaining("too long");
        StringBuilder many = new StringBuilder(GOOD);
        for (int i = 0; i < 30; i++) {
            many.append(", p").append(i).append("=1");
        }
        assertThatThrownBy(() -> DigestCredentials.parse(many.toString())).hasMessageContaining("Malformed");
    }

    @Test
    void challengeSurvivesWritingAndReading() throws SipParseException {
        // Given
        DigestChallenge c = new DigestChallenge("the \"realm\"", "n", "op", DigestAlgorithm.SHA_256, true, true, true);

        // Then
        assertThat(DigestChallenge.parse(c.toHeaderValue())).isEqualTo(c);
        assertThat(DigestChallenge.of("pbx", "n", DigestAlgorithm.MD5, false).toHeaderValue())
                .isEqualTo("Digest realm=\"pbx\", nonce=\"n\", algorithm=MD5, qop=\"auth\"");
    }
}
