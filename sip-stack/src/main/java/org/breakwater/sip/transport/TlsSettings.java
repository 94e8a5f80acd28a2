package org.breakwater.sip.transport;

import java.nio.file.Path;

/**
 * Certificates and checks of TLS. Versions are 1.2 and 1.3, ciphers AEAD with ephemeral keys only.
 *
 * @param certificateChain PEM file, the server's certificate first; null for a client that only connects
 * @param privateKey PEM file, PKCS#8, not encrypted; null for a client that only connects
 * @param trustedAuthorities PEM file to check peers against; null for the JDK's
 * @param clientCertificate what is asked of clients
 * @param verifyServers whether certificate and name of servers we connect to are checked
 */
public record TlsSettings(
        Path certificateChain,
        Path privateKey,
        Path trustedAuthorities,
        ClientCertificate clientCertificate,
        boolean verifyServers) {

    /** What is asked of a client. */
    public enum ClientCertificate {
        /** No certificate is asked for. */
        NONE,
        /** One is asked for, and checked when sent. */
        OPTIONAL,
        /** Without a valid one the handshake fails. */
        REQUIRED
    }

    /** A server certificate; clients send none, servers are checked. */
    public static TlsSettings of(Path certificateChain, Path privateKey) {
        return new TlsSettings(certificateChain, privateKey, null, ClientCertificate.NONE, true);
    }

    /**
     * A client without a certificate that listens nowhere.
     *
     * @param trustedAuthorities PEM file to check servers against; null for the JDK's
     * @param verifyServers whether certificate and name of servers are checked
     */
    public static TlsSettings clientOnly(Path trustedAuthorities, boolean verifyServers) {
        return new TlsSettings(null, null, trustedAuthorities, ClientCertificate.NONE, verifyServers);
    }

    /** Whether there is a certificate to listen with. */
    boolean hasCertificate() {
        return certificateChain != null && privateKey != null;
    }
}
