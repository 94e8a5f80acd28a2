package org.breakwater.script.module.pv.transform;

/** Characters of seven bits packed into octets, as GSM short messages do (3GPP TS 23.038 §6.1.2.1). */
final class SevenBit {

    private SevenBit() {}

    /** Packs; the octets come out in upper-case hexadecimal digits. */
    static String encode(String text) {
        StringBuilder hex = new StringBuilder(text.length() * 2);
        int bits = 0;
        int held = 0;
        for (int i = 0; i < text.length(); i++) {
            held |= (text.charAt(i) & 0x7f) << bits;
            bits += 7;
            while (bits >= 8) {
                hex.append(String.format("%02X", held & 0xff));
                held >>= 8;
                bits -= 8;
            }
        }
        if (bits > 0) {
            hex.append(String.format("%02X", held & 0xff));
        }
        return hex.toString();
    }

    /** Unpacks hexadecimal digits; null when they are none. */
    static String decode(String hex) {
        StringBuilder text = new StringBuilder(hex.length());
        int bits = 0;
        int held = 0;
        for (int i = 0; i + 1 < hex.length(); i += 2) {
            int high = Character.digit(hex.charAt(i), 16);
            int low = Character.digit(hex.charAt(i + 1), 16);
            if (high < 0 || low < 0) {
                return null;
            }
            held |= (high << 4 | low) << bits;
            bits += 8;
            while (bits >= 7) {
                text.append((char) (held & 0x7f));
                held >>= 7;
                bits -= 7;
            }
        }
        int last = text.length() - 1;
        if (last >= 0 && text.charAt(last) == 0 && text.length() % 8 == 0) {
            text.setLength(last);
        }
        return text.toString();
    }
}
