package org.breakwater.platform.directory;

import java.util.HexFormat;

/** Seals and opens the hashes of one user; binds each to its row and column. */
record CredentialKey(CredentialCipher cipher, String username, String domain) {

    byte[] seal(HashAlgorithm algorithm, String realm, String password) {
        return cipher.encrypt(algorithm.ha1(username, realm, password), context(algorithm, realm));
    }

    /** Seals a hash that another server made of the password. */
    byte[] sealHash(HashAlgorithm algorithm, String realm, byte[] ha1) {
        return cipher.encrypt(ha1, context(algorithm, realm));
    }

    /** The hash in lower-case hexadecimal. */
    String open(HashAlgorithm algorithm, String realm, byte[] encrypted) {
        return HexFormat.of().formatHex(cipher.decrypt(encrypted, context(algorithm, realm)));
    }

    private String context(HashAlgorithm algorithm, String realm) {
        return algorithm + "\n" + username + "\n" + domain + "\n" + realm;
    }
}
