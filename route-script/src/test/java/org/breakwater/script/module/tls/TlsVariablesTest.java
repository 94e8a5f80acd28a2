package org.breakwater.script.module.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.testkit.FakeFlow;
import org.breakwater.script.testkit.ModuleBench;
import org.breakwater.script.testkit.ScriptContexts;
import org.breakwater.sip.flow.TransportProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsVariablesTest {

    private static final String PEM = """
            -----BEGIN CERTIFICATE-----
            MIICYjCCAgigAwIBAgIUVYRbRWbK5b9kCfk04Gq+hySbpQQwCgYIKoZIzj0EAwIw
            aTELMAkGA1UEBhMCREUxDzANBgNVBAgMBkJheWVybjERMA8GA1UEBwwITXVlbmNo
            ZW4xEDAOBgNVBAoMB0V4YW1wbGUxDDAKBgNVBAsMA0xhYjEWMBQGA1UEAwwNcGhv
            bmUuZXhhbXBsZTAgFw0yNjExMzAxMTMwNDJaGA8yMTI2MTEwNjExMzA0MlowaTEL
            MAkGA1UEBhMCREUxDzANBgNVBAgMBkJheWVybjERMA8GA1UEBwwITXVlbmNoZW4x
            EDAOBgNVBAoMB0V4YW1wbGUxDDAKBgNVBAsMA0xhYjEWMBQGA1UEAwwNcGhvbmUu
            ZXhhbXBsZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGgHK/36q1FRxqOCud1l
            9BFxYw8FytS1UVMjRFR6K79op3lDSQYYdQjxygQrE7ctGy/G2njaDiFZn3hvFAc3
            Z2ejgYswgYgwHQYDVR0OBBYEFO4X4k+k2awrya4nrZic3zDAn71vMB8GA1UdIwQY
            MBaAFO4X4k+k2awrya4nrZic3zDAn71vMA8GA1UdEwEB/wQFMAMBAf8wNQYDVR0R
            BC4wLIINcGhvbmUuZXhhbXBsZYYVc2lwOnBob25lQGV4YW1wbGUuY29thwTAAAIH
            MAoGCCqGSM49BAMCA0gAMEUCIB+F5iZQGxOJqUNK+/6YN9XsgnmCBQg72SXL/Wgm
            9QoRAiEAkr09la2aO7l8dz+jiqc0Iqzb/jV6bEiNuyR7IX9zsIo=
            -----END CERTIFICATE-----
            """;

    private final ModuleBench bench = new ModuleBench(new TlsModule()).start();

    private static SSLSession session(Certificate peer) {
        return (SSLSession) Proxy.newProxyInstance(
                TlsVariablesTest.class.getClassLoader(), new Class<?>[] {SSLSession.class}, (proxy, method, args) -> {
                    switch (method.getName()) {
                        case "getProtocol":
                            return "TLSv1.2";
                        case "getCipherSuite":
                            return "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
                        case "getPeerCertificates":
                            if (peer == null) {
                                throw new SSLPeerUnverifiedException("no certificate");
                            }
                            return new Certificate[] {peer};
                        default:
                            return null;
                    }
                });
    }

    private static Certificate certificate() throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(PEM.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ScriptContext over(SSLSession session) {
        return ScriptContexts.of(
                ScriptContexts.INVITE, FakeFlow.of(TransportProtocol.TLS).withTls(session), RouteKind.REQUEST);
    }

    @Test
    void connectionTellsOfItsCertificate() throws Exception {
        ScriptContext ctx = over(session(certificate()));
        assertThat(bench.print(ctx, "$tls_version $tls_cipher_info $tls_cipher_bits"))
                .isEqualTo("TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384 256");
        assertThat(bench.print(ctx, "$tls_peer_subject"))
                .isEqualTo("/C=DE/ST=Bayern/L=Muenchen/O=Example/OU=Lab/CN=phone.example");
        assertThat(bench.print(ctx, "$tls_peer_subject_cn $tls_peer_issuer_country $tls_peer_subject_unit"))
                .isEqualTo("phone.example DE Lab");
        assertThat(bench.print(ctx, "$tls_peer_san_hostname $tls_peer_san_uri $tls_peer_san_ip $tls_peer_san_email"))
                .isEqualTo("phone.example sip:phone@example.com 192.0.2.7 <null>");
        assertThat(bench.print(ctx, "$tls_peer_verified $tls_peer_selfsigned $tls_peer_version"))
                .isEqualTo("1 1 3");
        assertThat(bench.print(ctx, "$tls_peer_notBefore"))
                .matches("[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4} GMT");
        assertThat(bench.print(ctx, "$tls_peer_raw_cert")).isEqualTo(PEM);
        assertThat(bench.print(ctx, "$tls_my_subject")).isEqualTo("<null>");
        assertThat(bench.call(ctx, "is_peer_verified")).isEqualTo(1);
    }

    @Test
    void peerWithoutCertificateIsNotVerified() {
        ScriptContext ctx = over(session(null));
        assertThat(bench.print(ctx, "$tls_peer_verified $tls_peer_subject")).isEqualTo("0 <null>");
        assertThat(bench.call(ctx, "is_peer_verified")).isEqualTo(-1);
    }

    @Test
    void withoutTlsThereIsNothingToTell() {
        ScriptContext ctx = ScriptContexts.request(ScriptContexts.INVITE);
        assertThat(bench.print(ctx, "$tls_version $tls_peer_verified")).isEqualTo("<null> <null>");
        assertThat(bench.call(ctx, "is_peer_verified")).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ECDHE-ECDSA-AES128-GCM-SHA256",
        "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE-RSA-CHACHA20-POLY1305"
    })
    void cipherIsNamedAsOpenSslDoes(String suite, String name) {
        assertThat(TlsVariables.openSslName(suite)).isEqualTo(name);
    }
}
