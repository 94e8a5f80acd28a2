package org.breakwater.script.module.pv.transform;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.breakwater.sip.message.Octets;

/** Hashes of wire text. */
public final class Digests {

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Digests() {}

    /** A digest in lower-case hexadecimal digits; {@code algorithm} as the JDK names it. */
    public static String hex(String algorithm, String text) {
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(Octets.bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + algorithm, e);
        }
    }

    /** Octets in lower-case hexadecimal digits. */
    static String hex(byte[] octets) {
        StringBuilder text = new StringBuilder(octets.length * 2);
        for (byte b : octets) {
            text.append(HEX[(b >> 4) & 0xf]).append(HEX[b & 0xf]);
        }
        return text.toString();
    }

    /**
     * Kamailio's core hash as text: an unsigned number of 32 bits, below {@code size} when that is a power of two above
     * 0.
     */
    public static String coreHash(String text, int size) {
        return Integer.toUnsignedString(coreHashNumber(text, null, size));
    }

    /** The core hash of one or two texts; {@code second} may be null. */
    public static int coreHashNumber(String first, String second, int size) {
        int h = mix(0, Octets.bytes(first));
        if (second != null) {
            h = mix(h, Octets.bytes(second));
        }
        h = h + (h >>> 11) + ((h >>> 13) + (h >>> 23));
        return size > 0 ? h & (size - 1) : h;
    }

    private static int mix(int start, byte[] b) {
        int h = start;
        int i = 0;
        for (; i + 4 <= b.length; i += 4) {
            int v = (b[i] << 24) + (b[i + 1] << 16) + (b[i + 2] << 8) + b[i + 3];
            h += v ^ (v >>> 3);
        }
        int v = 0;
        for (; i < b.length; i++) {
            v = (v << 8) + b[i];
        }
        return h + (v ^ (v >>> 3));
    }
}
