package org.breakwater.sip.digest;

/**
 * What a directory knows of a password: one hash per algorithm. Each is lower-case hexadecimal, null where the
 * directory has none.
 *
 * @param md5 32 digits or null
 * @param sha256 64 digits or null
 * @param sha512of256 64 digits or null
 */
public record Ha1Set(String md5, String sha256, String sha512of256) {

    /** For directories that keep only what RFC 2617 knew. */
    public static Ha1Set ofMd5(String md5) {
        return new Ha1Set(md5, null, null);
    }

    /** The hashes of a clear password, all as wire text (one char per UTF-8 octet). */
    public static Ha1Set ofPassword(DigestHash hash, String username, String realm, String password) {
        return new Ha1Set(
                hash.ha1(DigestAlgorithm.MD5, username, realm, password),
                hash.ha1(DigestAlgorithm.SHA_256, username, realm, password),
                hash.ha1(DigestAlgorithm.SHA_512_256, username, realm, password));
    }

    /** The hash for an algorithm, or null. */
    public String of(DigestAlgorithm algorithm) {
        return switch (algorithm) {
            case MD5 -> md5;
            case SHA_256 -> sha256;
            case SHA_512_256 -> sha512of256;
        };
    }

    /** Hides the hashes: they are as good as passwords. */
    @Override
    public String toString() {
        return "Ha1Set[hidden]";
    }
}
