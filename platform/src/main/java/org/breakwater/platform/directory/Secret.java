package org.breakwater.platform.directory;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is known of one user's password. */
sealed interface Secret {

    /** HA1 in lower-case hexadecimal. */
    Optional<String> ha1(HashAlgorithm algorithm, String digestUsername, String realm);

    /** The algorithms it can serve at least for one realm. */
    boolean supports(HashAlgorithm algorithm);

    /** A foreign table keeps the password itself: HA1 is made for whatever realm the phone was challenged with. */
    record Clear(String password) implements Secret {
        @Override
        public Optional<String> ha1(HashAlgorithm algorithm, String digestUsername, String realm) {
            return Optional.of(HexFormat.of().formatHex(algorithm.ha1(digestUsername, realm, password)));
        }

        @Override
        public boolean supports(HashAlgorithm algorithm) {
            return true;
        }

        @Override
        public String toString() {
            return "Clear[…]";
        }
    }

    /** A foreign table keeps HA1 in hexadecimal; its length tells the algorithm and the realm is taken on trust. */
    record Hashed(String ha1, String ha1b) implements Secret {
        public Hashed {
            ha1 = ha1.toLowerCase(Locale.ROOT);
            ha1b = ha1b.toLowerCase(Locale.ROOT);
        }

        @Override
        public Optional<String> ha1(HashAlgorithm algorithm, String digestUsername, String realm) {
            String hash = digestUsername.indexOf('@') < 0 ? ha1 : ha1b;
            return hash.length() == algorithm.bytes() * 2 ? Optional.of(hash) : Optional.empty();
        }

        @Override
        public boolean supports(HashAlgorithm algorithm) {
            return ha1.length() == algorithm.bytes() * 2;
        }

        @Override
        public String toString() {
            return "Hashed[…]";
        }
    }

    /** Our own table: one encrypted pair of hashes for each realm. */
    record Encrypted(List<RealmSecret> realms) implements Secret {
        @Override
        public Optional<String> ha1(HashAlgorithm algorithm, String digestUsername, String realm) {
            if (digestUsername.indexOf('@') >= 0) {
                return Optional.empty();
            }
            for (RealmSecret secret : realms) {
                if (secret.realm().equals(realm)) {
                    return Optional.of(secret.ha1(algorithm));
                }
            }
            return Optional.empty();
        }

        @Override
        public boolean supports(HashAlgorithm algorithm) {
            return true;
        }
    }

    /** Hashes for one realm, decrypted when first used. */
    final class RealmSecret {
        private final CredentialKey key;
        private final String realm;
        private final byte[] md5Encrypted;
        private final byte[] sha256Encrypted;
        private volatile String md5;
        private volatile String sha256;

        RealmSecret(CredentialKey key, String realm, byte[] md5Encrypted, byte[] sha256Encrypted) {
            this.key = key;
            this.realm = realm;
            this.md5Encrypted = md5Encrypted;
            this.sha256Encrypted = sha256Encrypted;
        }

        String realm() {
            return realm;
        }

        /** True when nothing changed in the database, so that what is decrypted already can stay. */
        boolean isFrom(String otherRealm, byte[] otherMd5, byte[] otherSha256) {
            return realm.equals(otherRealm)
                    && Arrays.equals(md5Encrypted, otherMd5)
                    && Arrays.equals(sha256Encrypted, otherSha256);
        }

        String ha1(HashAlgorithm algorithm) {
            if (algorithm == HashAlgorithm.MD5) {
                String known = md5;
                return known != null ? known : (md5 = key.open(algorithm, realm, md5Encrypted));
            }
            String known = sha256;
            return known != null ? known : (sha256 = key.open(algorithm, realm, sha256Encrypted));
        }
    }
}
