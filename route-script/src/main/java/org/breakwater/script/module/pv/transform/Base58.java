package org.breakwater.script.module.pv.transform;

import java.math.BigInteger;
import org.breakwater.sip.message.Octets;

/** Base 58 with the alphabet that leaves out 0, O, I and l. */
final class Base58 {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int LONGEST = 4096;

    private Base58() {}

    /** Encodes; null when the text is longer than 4096 characters. */
    static String encode(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        BigInteger n = new BigInteger(1, Octets.bytes(text));
        while (n.signum() > 0) {
            BigInteger[] parts = n.divideAndRemainder(BASE);
            out.append(ALPHABET.charAt(parts[1].intValue()));
            n = parts[0];
        }
        for (int i = 0; i < text.length() && text.charAt(i) == 0; i++) {
            out.append('1');
        }
        return out.reverse().toString();
    }

    /** Decodes; null when there is another character in it or it is longer than 4096 characters. */
    static String decode(String encoded) {
        if (encoded.length() > LONGEST) {
            return null;
        }
        BigInteger n = BigInteger.ZERO;
        for (int i = 0; i < encoded.length(); i++) {
            int digit = ALPHABET.indexOf(encoded.charAt(i));
            if (digit < 0) {
                return null;
            }
            n = n.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] octets = n.signum() == 0 ? new byte[0] : n.toByteArray();
        int skip = octets.length > 0 && octets[0] == 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(octets.length);
        for (int i = 0; i < encoded.length() && encoded.charAt(i) == '1'; i++) {
            text.append((char) 0);
        }
        return text.append(Octets.text(octets, skip, octets.length)).toString();
    }
}
