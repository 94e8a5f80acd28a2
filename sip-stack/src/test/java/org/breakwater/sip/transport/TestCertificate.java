package org.breakwater.sip.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate made by keytool, as PEM files and as JDK contexts. */
final class TestCertificate {

    private static final char[] PASSWORD = "secret".toCharArray();
    private static final String ALIAS = "sip";

    final Path chain;
    final Path key;
    private final KeyStore store;

    private TestCertificate(Path chain, Path key, KeyStore store) {
        this.chain = chain;
        this.key = key;
        this.store = store;
    }

    /** Makes one for a DNS name and the loopback address; files are named by {@code name}. */
    static TestCertificate make(Path folder, String name, String dnsName) throws Exception {
        Path p12 = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + dnsName,
                        "-ext",
                        "SAN=dns:" + dnsName + ",ip:127.0.0.1",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "secret",
                        "-keystore",
                        p12.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(output);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(p12)) {
            store.load(in, PASSWORD);
        }
        TestCertificate made = new TestCertificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"), store);
        pem(made.chain, "CERTIFICATE", store.getCertificate(ALIAS).getEncoded());
        pem(made.key, "PRIVATE KEY", store.getKey(ALIAS, PASSWORD).getEncoded());
        return made;
    }

    private static void pem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }

    /** A client that trusts this certificate, and shows one of its own unless that is null. */
    SSLContext client(TestCertificate own) throws GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try {
            trusted.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        trusted.setCertificateEntry(ALIAS, store.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : own.keys().getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private KeyManagerFactory keys() throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory;
    }
}
