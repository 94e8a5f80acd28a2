package org.breakwater.sip.transport;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLException;

/** Keys and certificates in use. Reloading changes new handshakes only. Safe from any thread. */
final class TlsContexts {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final TlsSettings settings;
    private volatile SslContext server;
    private volatile SslContext client;

    /**
     * Reads the files.
     *
     * @throws IOException when one cannot be read or is no certificate or key
     */
    TlsContexts(TlsSettings settings) throws IOException {
        this.settings = settings;
        reload();
    }

    /**
     * Reads the files again; on failure what was in use stays.
     *
     * @throws IOException when one cannot be read or is no certificate or key
     */
    void reload() throws IOException {
        try {
            SslContext newServer = settings.hasCertificate() ? buildServer() : null;
            SslContext newClient = buildClient();
            server = newServer;
            client = newClient;
        } catch (IllegalArgumentException | SSLException e) {
            if (!settings.hasCertificate()) {
                throw new IOException(
                        "TLS: cannot use authorities " + settings.trustedAuthorities() + ": " + e.getMessage(), e);
            }
            throw new IOException(
                    "TLS: cannot use certificate " + settings.certificateChain() + " with key " + settings.privateKey()
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** For sockets we listen on; null without a certificate. */
    SslContext server() {
        return server;
    }

    SslContext client() {
        return client;
    }

    private SslContext buildServer() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        settings.certificateChain().toFile(),
                        settings.privateKey().toFile())
                .clientAuth(clientAuth());
        if (settings.trustedAuthorities() != null) {
            builder.trustManager(settings.trustedAuthorities().toFile());
        }
        return common(builder);
    }

    private SslContext buildClient() throws SSLException {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (settings.hasCertificate()) {
            builder.keyManager(
                    settings.certificateChain().toFile(), settings.privateKey().toFile());
        }
        if (!settings.verifyServers()) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm("");
        } else {
            builder.endpointIdentificationAlgorithm("HTTPS");
            if (settings.trustedAuthorities() != null) {
                builder.trustManager(settings.trustedAuthorities().toFile());
            }
        }
        return common(builder);
    }

    private SslContext common(SslContextBuilder builder) throws SSLException {
        return builder.sslProvider(SslProvider.JDK)
                .protocols(VERSIONS)
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .build();
    }

    private ClientAuth clientAuth() {
        return switch (settings.clientCertificate()) {
            case NONE -> ClientAuth.NONE;
            case OPTIONAL -> ClientAuth.OPTIONAL;
            case REQUIRED -> ClientAuth.REQUIRE;
        };
    }
}
