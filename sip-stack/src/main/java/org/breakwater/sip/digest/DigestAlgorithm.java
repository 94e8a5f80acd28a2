package org.breakwater.sip.digest;

/** Digest algorithms of the IANA registry that are in use with SIP (RFC 8760), weakest first. */
public enum DigestAlgorithm {
    MD5("MD5", "MD5", 16),
    SHA_256("SHA-256", "SHA-256", 32),
    SHA_512_256("SHA-512-256", "SHA-512/256", 32);

    private final String token;
    private final String jdkName;
    private final int octets;

    DigestAlgorithm(String token, String jdkName, int octets) {
        this.token = token;
        this.jdkName = jdkName;
        this.octets = octets;
    }

    /** The value of the {@code algorithm} parameter. */
    public String token() {
        return token;
    }

    /** Length of a hash in hexadecimal digits. */
    public int hexDigits() {
        return octets * 2;
    }

    String jdkName() {
        return jdkName;
    }

    int octets() {
        return octets;
    }

    /** The algorithm of a token in any case; null (the parameter is absent) is MD5, an unknown one gives null. */
    public static DigestAlgorithm of(String token) {
        if (token == null) {
            return MD5;
        }
        for (DigestAlgorithm a : values()) {
            if (a.token.equalsIgnoreCase(token)) {
                return a;
            }
        }
        return null;
    }
}
