package org.breakwater.presence.xcap;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document.
 *
 * @param text as it was put, or as it was written after a change
 * @param etag of its entity tag, without quotes
 */
public record StoredDocument(String text, String etag) {

    private static final int ETAG_OCTETS = 10;

    /** A document with the tag that follows from its text: the same text has the same. */
    public static StoredDocument of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new StoredDocument(text, HexFormat.of().formatHex(hash, 0, ETAG_OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
