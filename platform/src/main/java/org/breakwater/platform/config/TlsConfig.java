package org.breakwater.platform.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The server's certificate.
 *
 * @param certificate PEM file, the server's own first, then its issuers
 * @param key PEM file (PKCS #8)
 * @param clientCa PEM file of the authorities whose client certificates are accepted
 * @param requireClientCertificate whether peers must show one
 */
public record TlsConfig(Path certificate, Path key, Optional<Path> clientCa, boolean requireClientCertificate) {}
