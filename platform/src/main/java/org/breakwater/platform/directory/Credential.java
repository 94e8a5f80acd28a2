package org.breakwater.platform.directory;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One user's account as authentication sees it. Immutable; never shows secrets in {@link #toString()}. */
public final class Credential {

    private static final Logger LOG = LoggerFactory.getLogger(Credential.class);

    private final String username;
    private final String domain;
    private final Secret secret;
    private final Map<String, String> attributes;
    final Credential sameUsername;

    /** {@code sameUsername} is the next account of that name in another domain, or null. */
    Credential(String username, String domain, Secret secret, Map<String, String> attributes, Credential sameUsername) {
        this.username = username;
        this.domain = domain;
        this.secret = secret;
        this.attributes = attributes;
        this.sameUsername = sameUsername;
    }

    /**
     * An account nobody can enter. Check the answer of an unknown user against it, so that an unknown user and a wrong
     * password cost the same time and lead to the same reply.
     */
    public static Credential decoy() {
        byte[] random = new byte[HashAlgorithm.SHA_256.bytes()];
        new SecureRandom().nextBytes(random);
        return new Credential("", "", new Secret.Clear(HexFormat.of().formatHex(random)), Map.of(), null);
    }

    /** The user part of the account's address. */
    public String username() {
        return username;
    }

    /** The account's domain; empty when the table has none. */
    public String domain() {
        return domain;
    }

    /**
     * The hash a digest answer is checked against (RFC 7616 section 3.4.2), in lower-case hexadecimal. Empty when the
     * account has none for this realm, algorithm or form of user name: treat that like a wrong password. Never blocks.
     *
     * @param digestUsername the user name exactly as the phone sent it, with or without {@code @domain}
     * @param realm the realm of the challenge
     */
    public Optional<String> ha1(HashAlgorithm algorithm, String digestUsername, String realm) {
        try {
            return secret.ha1(algorithm, digestUsername, realm);
        } catch (IllegalArgumentException e) {
            LOG.error(
                    "the password of {}@{} cannot be read with the server's key; set it again with: user passwd",
                    username,
                    domain);
            return Optional.empty();
        }
    }

    /** True when {@link #ha1} can answer for the algorithm in at least one realm. */
    public boolean supports(HashAlgorithm algorithm) {
        return secret.supports(algorithm);
    }

    /** The value of an extra column; empty when the column was not asked for or is NULL. */
    public Optional<String> attribute(String column) {
        return Optional.ofNullable(attributes.get(column));
    }

    Map<String, String> attributes() {
        return attributes;
    }

    Secret secret() {
        return secret;
    }

    @Override
    public String toString() {
        return username + "@" + domain;
    }
}
