package org.breakwater.sip.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces and recognises them again without keeping any: 40 characters holding the time, a number that never
 * repeats, and a keyed hash over both. Nodes and workers with the same secret accept each other's nonces.
 *
 * <p>Belongs to one worker; not thread-safe.
 */
public final class NonceFactory {

    /** The longest a nonce may live. */
    public static final Duration MAX_LIFE = Duration.ofSeconds(300);

    private static final int LENGTH = 40;
    private static final int PLAIN_OCTETS = 14;
    private static final int MAC_OCTETS = 16;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final Mac mac;
    private final long lifeMillis;
    private long serial;

    /** What a nonce turned out to be. */
    public enum Verdict {
        /** Ours and fresh. */
        VALID,
        /** Ours, but too old: challenge again with {@code stale=true}. */
        STALE,
        /** Not made with this secret and binding. */
        FORGED
    }

    /**
     * @param secret at least 16 octets, random, the same on all nodes and workers
     * @param life how long a nonce may be used, at most {@link #MAX_LIFE}
     * @param random a good source; asked once
     */
    public NonceFactory(byte[] secret, Duration life, RandomGenerator random) {
        if (secret.length < 16) {
            throw new IllegalArgumentException("nonce secret shorter than 16 octets");
        }
        if (life.isZero() || life.isNegative() || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException("nonce life must be over 0 and at most 300 s, is " + life);
        }
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("unusable nonce secret", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        }
        lifeMillis = life.toMillis();
        serial = random.nextLong();
    }

    /**
     * A new nonce.
     *
     * @param nowMillis Unix time in ms
     * @param binding what the nonce is good for, such as the realm or realm and Call-ID; may be empty
     */
    public String create(long nowMillis, String binding) {
        byte[] octets = new byte[PLAIN_OCTETS + MAC_OCTETS];
        ByteBuffer.wrap(octets)
                .putShort((short) (nowMillis >> 32))
                .putInt((int) nowMillis)
                .putLong(serial++);
        System.arraycopy(sign(octets, binding), 0, octets, PLAIN_OCTETS, MAC_OCTETS);
        return ENCODER.encodeToString(octets);
    }

    /**
     * Whether a nonce is one of ours, made for this binding, and not too old. One signed in the future beyond its life
     * (a node with a wrong clock) counts as stale.
     */
    public Verdict verify(String nonce, long nowMillis, String binding) {
        byte[] octets = decode(nonce);
        if (octets == null || !isSigned(octets, binding)) {
            return Verdict.FORGED;
        }
        return Math.abs(nowMillis - millis(octets)) > lifeMillis ? Verdict.STALE : Verdict.VALID;
    }

    /** When a nonce says it was made, Unix time in ms; 0 when it is none of ours. Not proof of anything by itself. */
    public long createdMillis(String nonce) {
        byte[] octets = decode(nonce);
        return octets == null ? 0 : millis(octets);
    }

    /** How long a nonce may be used, in ms. */
    public long lifeMillis() {
        return lifeMillis;
    }

    private boolean isSigned(byte[] octets, String binding) {
        byte[] expected = sign(octets, binding);
        byte[] given = Arrays.copyOfRange(octets, PLAIN_OCTETS, octets.length);
        return MessageDigest.isEqual(Arrays.copyOf(expected, MAC_OCTETS), given);
    }

    private byte[] sign(byte[] octets, String binding) {
        mac.update(octets, 0, PLAIN_OCTETS);
        mac.update(binding.getBytes(StandardCharsets.ISO_8859_1));
        return mac.doFinal();
    }

    private static byte[] decode(String nonce) {
        if (nonce.length() != LENGTH) {
            return null;
        }
        try {
            return DECODER.decode(nonce);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static long millis(byte[] octets) {
        ByteBuffer buffer = ByteBuffer.wrap(octets);
        return (buffer.getShort() & 0xffffL) << 32 | (buffer.getInt() & 0xffffffffL);
    }
}
