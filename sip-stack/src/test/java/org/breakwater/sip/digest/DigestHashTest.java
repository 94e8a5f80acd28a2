package org.breakwater.sip.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.junit.jupiter.api.Test;

class DigestHashTest {

    private static final byte[] NO_BODY = {};

    private final DigestHash hash = new DigestHash();

    @Test
    void md5ResponseIsThatOfRfc7616() throws SipParseException {
        assertThat(responseOfMufasa(DigestAlgorithm.MD5)).isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
    }

    @Test
    void sha256ResponseIsThatOfRfc7616() throws SipParseException {
        assertThat(responseOfMufasa(DigestAlgorithm.SHA_256))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    @Test
    void sha512of256ResponseIsThatOfTheErratumToRfc7616() {
        // Given
        String user = Octets.fromUnicode("J\u00e4s\u00f8n Doe");
        String ha1 = hash.ha1(DigestAlgorithm.SHA_512_256, user, "api@example.org", "Secret, or not?");
        DigestCredentials credentials = new DigestCredentials(
                user,
                "api@example.org",
                "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
                "/doe.json",
                "",
                DigestAlgorithm.SHA_512_256,
                "auth",
                "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
                1,
                null);

        // Then
        assertThat(DigestHash.text(hash.response(credentials, "GET", ha1, NO_BODY)))
                .isEqualTo("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5");
    }

    @Test
    void responseWithoutQopIsThatOfRfc2069() throws SipParseException {
        // Given
        String ha1 = hash.ha1(DigestAlgorithm.MD5, "Mufasa", "testrealm@host.com", "CircleOfLife");
        DigestCredentials credentials = DigestCredentials.parse("Digest username=\"Mufasa\", "
                + "realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
                + "uri=\"/dir/index.html\", response=\"1949323746fe6a43ef61f9606e7febea\", "
                + "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");

        // Then
        assertThat(DigestHash.text(hash.response(credentials, "GET", ha1, NO_BODY)))
                .isEqualTo(credentials.response());
    }

    @Test
    void bodyGoesIntoResponseWithAuthInt() throws SipParseException {
        // Given
        String ha1 = hash.ha1(DigestAlgorithm.MD5, "bob", "biloxi.com", "zanzibar");
        DigestCredentials credentials = DigestCredentials.parse("Digest username=\"bob\", realm=\"biloxi.com\", "
                + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"sip:bob@biloxi.com\", qop=auth-int, "
                + "nc=00000001, cnonce=\"0a4f113b\", response=\"00000000000000000000000000000000\"");

        // When
        String empty = DigestHash.text(hash.response(credentials, "INVITE", ha1, NO_BODY));
        String full = DigestHash.text(hash.response(credentials, "INVITE", ha1, Octets.bytes("v=0\r\n")));

        // Then
        assertThat(empty).isNotEqualTo(full).hasSize(32);
    }

    private String responseOfMufasa(DigestAlgorithm algorithm) throws SipParseException {
        String ha1 = hash.ha1(algorithm, "Mufasa", "http-auth@example.org", "Circle of Life");
        DigestCredentials credentials = DigestCredentials.parse("Digest username=\"Mufasa\",\r\n".trim()
                + " realm=\"http-auth@example.org\", uri=\"/dir/index.html\", algorithm="
                + algorithm.token()
                + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", nc=00000001,"
                + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\", qop=auth, response=\""
                + "0".repeat(algorithm.hexDigits())
                + "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
        return DigestHash.text(hash.response(credentials, "GET", ha1, NO_BODY));
    }
}
