package org.breakwater.platform.directory;

import java.util.List;

/**
 * An account on its way to another server, with the hashes that server needs to check digests; never a password.
 *
 * @param name user and domain
 * @param displayName may be empty
 * @param hashes one pair for each realm
 */
public record AccountCopy(DirectoryName name, String displayName, List<RealmHash> hashes) {

    /** Copies the list. */
    public AccountCopy {
        hashes = List.copyOf(hashes);
    }

    /** Shows no hash. */
    @Override
    public String toString() {
        return "AccountCopy[" + name + "]";
    }

    /**
     * HA1 for one realm (RFC 7616 section 3.4.2). As good as a password there: carry it over a protected link only.
     *
     * @param md5 16 octets
     * @param sha256 32 octets
     */
    public record RealmHash(String realm, byte[] md5, byte[] sha256) {

        /** Shows no hash. */
        @Override
        public String toString() {
            return "RealmHash[" + realm + "]";
        }
    }
}
