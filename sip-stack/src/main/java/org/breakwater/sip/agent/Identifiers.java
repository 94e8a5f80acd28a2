package org.breakwater.sip.agent;

import java.util.random.RandomGenerator;

/** Makes tags, Call-IDs and other words nobody can guess (RFC 3261 §19.3). Not thread-safe. */
public final class Identifiers {

    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

    private final RandomGenerator random;

    /** Words from this source, which should be cryptographically strong. */
    public Identifiers(RandomGenerator random) {
        this.random = random;
    }

    /** A tag for From or To: more than 32 bits of randomness. */
    public String tag() {
        return word(10);
    }

    /** A Call-ID. */
    public String callId() {
        return word(24);
    }

    /** The part of a Via branch after the magic cookie. */
    public String branch() {
        return word(16);
    }

    /** A client nonce. */
    public String cnonce() {
        return word(16);
    }

    /** A random RSeq to begin with (RFC 3262 §3). */
    public long firstRseq() {
        return random.nextLong(1, Integer.MAX_VALUE);
    }

    /** 0 to 1. */
    public double fraction() {
        return random.nextDouble();
    }

    private String word(int length) {
        char[] chars = new char[length];
        for (int i = 0; i < length; i++) {
            chars[i] = ALPHABET[random.nextInt(ALPHABET.length)];
        }
        return new String(chars);
    }
}
