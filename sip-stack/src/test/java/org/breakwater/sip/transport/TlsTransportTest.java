package org.breakwater.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.transport.TlsSettings.ClientCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTransportTest {

    @TempDir
    static Path folder;

    private static TestCertificate server;
    private static TestCertificate other;

    @BeforeAll
    static void makeCertificates() throws Exception {
        server = TestCertificate.make(folder, "server", "sip.example.org");
        other = TestCertificate.make(folder, "other", "other.example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void requestIsAnsweredOverTls(String version) throws Exception {
        try (TransportFixture fixture = started(settings(server, ClientCertificate.NONE));
                SSLSocket phone = connect(fixture, server.client(null))) {
            phone.setEnabledProtocols(new String[] {version});
            TransportFixture.write(phone, TransportFixture.request("secret"));
            assertThat(TransportFixture.readHeader(phone)).startsWith("SIP/2.0 200");
            assertThat(phone.getSession().getProtocol()).isEqualTo(version);
            assertThat(phone.getSession().getCipherSuite()).contains("_GCM_");
            assertThat(fixture.receiver.next().flow().protocol()).isEqualTo(TransportProtocol.TLS);
        }
    }

    @Test
    void serversWeConnectToMustHaveTheRightName() throws Exception {
        TlsSettings trusting = new TlsSettings(other.chain, other.key, server.chain, ClientCertificate.NONE, true);
        try (TransportFixture fixture = started(settings(server, ClientCertificate.NONE));
                TransportFixture caller = started(trusting)) {
            InetSocketAddress address = fixture.address(TransportProtocol.TLS);
            assertThat(send(caller, address, "wrong.example.org")).contains("TLS handshake failed");
            assertThat(send(caller, address, "sip.example.org")).isEqualTo("sent");
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("sip.example.org");
        }
    }

    @Test
    void untrustedServerIsAcceptedOnlyWhenChecksAreOff() throws Exception {
        TlsSettings careless = new TlsSettings(other.chain, other.key, null, ClientCertificate.NONE, false);
        try (TransportFixture fixture = started(settings(server, ClientCertificate.NONE));
                TransportFixture strict = started(TlsSettings.of(other.chain, other.key));
                TransportFixture caller = started(careless)) {
            InetSocketAddress address = fixture.address(TransportProtocol.TLS);
            assertThat(send(strict, address, "sip.example.org")).contains("TLS handshake failed");
            assertThat(send(caller, address, "whatever.example")).isEqualTo("sent");
        }
    }

    @Test
    void requiredClientCertificateIsChecked() throws Exception {
        TlsSettings demanding =
                new TlsSettings(server.chain, server.key, other.chain, ClientCertificate.REQUIRED, true);
        try (TransportFixture fixture = started(demanding)) {
            try (SSLSocket known = connect(fixture, server.client(other))) {
                TransportFixture.write(known, TransportFixture.request("known"));
                assertThat(TransportFixture.readHeader(known)).startsWith("SIP/2.0 200");
            }
            try (SSLSocket stranger = connect(fixture, server.client(null))) {
                assertThatThrownBy(() -> {
                            TransportFixture.write(stranger, TransportFixture.request("stranger"));
                            TransportFixture.readHeader(stranger);
                        })
                        .isInstanceOf(IOException.class);
            }
            assertThat(fixture.receiver.next().message().callId()).isEqualTo("known");
            assertThat(fixture.receiver.received).isEmpty();
        }
    }

    @Test
    void reloadedCertificateIsShownToNewConnectionsAndDropsNone() throws Exception {
        Path chain = folder.resolve("live.crt");
        Path key = folder.resolve("live.key");
        Files.copy(server.chain, chain, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(server.key, key, StandardCopyOption.REPLACE_EXISTING);
        try (TransportFixture fixture = started(TlsSettings.of(chain, key));
                SSLSocket before = connect(fixture, server.client(null))) {
            TransportFixture.write(before, TransportFixture.request("1"));
            TransportFixture.readHeader(before);

            Files.copy(other.chain, chain, StandardCopyOption.REPLACE_EXISTING);
            Files.copy(other.key, key, StandardCopyOption.REPLACE_EXISTING);
            fixture.transport.reloadTls();

            try (SSLSocket after = connect(fixture, other.client(null))) {
                after.startHandshake();
                X509Certificate shown = (X509Certificate) after.getSession().getPeerCertificates()[0];
                assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=other.example.org");
            }
            TransportFixture.write(before, TransportFixture.request("2"));
            assertThat(TransportFixture.readHeader(before)).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void filesThatAreNoCertificateAreNamed() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.crt"), "nothing");
        assertThatThrownBy(() -> started(TlsSettings.of(bad, server.key)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bad.crt");
    }

    @Test
    void plainTextOnTheTlsPortIsClosed() throws Exception {
        try (TransportFixture fixture = started(settings(server, ClientCertificate.NONE))) {
            InetSocketAddress to = fixture.address(TransportProtocol.TLS);
            try (java.net.Socket phone = new java.net.Socket(to.getAddress(), to.getPort())) {
                phone.setSoTimeout(5000);
                TransportFixture.write(phone, TransportFixture.request("plain"));
                assertThat(new String(phone.getInputStream().readAllBytes())).doesNotContain("SIP/2.0");
            }
            assertThat(fixture.receiver.received).isEmpty();
        }
    }

    private static String send(TransportFixture from, InetSocketAddress address, String name) throws Exception {
        RecordingOutcome outcome = new RecordingOutcome();
        Target target = new Target(TransportProtocol.TLS, address, 0, null, true, name);
        from.transport.send(target, TransportFixture.bytes(TransportFixture.request(name)), outcome);
        return outcome.await();
    }

    private static TlsSettings settings(TestCertificate certificate, ClientCertificate wanted) {
        return new TlsSettings(certificate.chain, certificate.key, null, wanted, true);
    }

    private static TransportFixture started(TlsSettings settings) throws IOException {
        return new TransportFixture(
                1, TransportFixture.config(TransportProtocol.TLS).withTls(settings), TransportHooks.NONE);
    }

    private static SSLSocket connect(TransportFixture fixture, SSLContext context) throws IOException {
        InetSocketAddress to = fixture.address(TransportProtocol.TLS);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(to.getAddress(), to.getPort());
        socket.setSoTimeout(5000);
        return socket;
    }
}
