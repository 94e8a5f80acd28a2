package org.breakwater.platform.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions of SIP digest authentication that are served (RFC 8760). */
public enum HashAlgorithm {
    /** RFC 7616 section 3.2, kept for phones that know nothing better. */
    MD5("MD5", 16),
    /** RFC 8760. */
    SHA_256("SHA-256", 32);

    private final String javaName;
    private final int bytes;

    HashAlgorithm(String javaName, int bytes) {
        this.javaName = javaName;
        this.bytes = bytes;
    }

    /** Length of a hash. */
    public int bytes() {
        return bytes;
    }

    /** {@code H(username ":" realm ":" password)}, RFC 7616 section 3.4.2. */
    public byte[] ha1(String username, String realm, String password) {
        return newDigest().digest((username + ":" + realm + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks " + javaName, e);
        }
    }
}
