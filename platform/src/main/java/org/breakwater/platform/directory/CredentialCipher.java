package org.breakwater.platform.directory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what the database keeps about passwords: AES-256-GCM with a key from a file outside the database. Each value
 * is bound to its row and column, so values cannot be swapped. Safe on any thread.
 */
public final class CredentialCipher {

    private static final byte FORMAT = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** Uses the given key of 32 bytes. */
    public CredentialCipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key has " + key.length + " bytes instead of " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Reads the key, or makes one when there is no file; the file is readable by its owner only (mode 0600).
     *
     * @throws IOException when the file cannot be read or written, or holds no key
     */
    public static CredentialCipher fromKeyFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            createKeyFile(file);
        }
        refuseOpenPermissions(file);
        try {
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            return new CredentialCipher(key);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " does not hold a key (base64 of 32 bytes): " + e.getMessage(), e);
        }
    }

    /** Encrypts; {@code context} must be given again to decrypt. */
    public byte[] encrypt(byte[] clear, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, context, clear, 0, clear.length);
        byte[] result = new byte[1 + NONCE_BYTES + sealed.length];
        result[0] = FORMAT;
        System.arraycopy(nonce, 0, result, 1, NONCE_BYTES);
        System.arraycopy(sealed, 0, result, 1 + NONCE_BYTES, sealed.length);
        return result;
    }

    /**
     * Decrypts.
     *
     * @throws IllegalArgumentException when the value was made with another key, for another row, or was changed
     */
    public byte[] decrypt(byte[] encrypted, String context) {
        if (encrypted.length <= 1 + NONCE_BYTES || encrypted[0] != FORMAT) {
            throw new IllegalArgumentException("not an encrypted value");
        }
        byte[] nonce = Arrays.copyOfRange(encrypted, 1, 1 + NONCE_BYTES);
        int start = 1 + NONCE_BYTES;
        return run(Cipher.DECRYPT_MODE, nonce, context, encrypted, start, encrypted.length - start);
    }

    /** Bytes that only the holder of the key can derive from {@code purpose}; always the same for the same purpose. */
    public byte[] derive(String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks HMAC-SHA-256", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, String context, byte[] input, int offset, int length) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the value does not belong to this key and row", e);
        }
    }

    private static void createKeyFile(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Files.createDirectories(file.toAbsolutePath().getParent(), mode("rwx------"));
        Files.createFile(file, mode("rw-------"));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE);
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static void refuseOpenPermissions(Path file) throws IOException {
        Set<PosixFilePermission> granted = Files.getPosixFilePermissions(file);
        if (granted.contains(PosixFilePermission.OTHERS_READ) || granted.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException(file + " can be read or written by everybody; run: chmod 600 " + file);
        }
    }
}
