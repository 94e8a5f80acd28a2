package org.breakwater.sip.digest;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers challenges as a client, for one user and one realm: a challenge of another realm stays unanswered, since an
 * answer is something to guess passwords from. Counts uses of a nonce. Not thread-safe.
 */
public final class DigestAnswer {

    private final DigestHash hash;
    private final String username;
    private final String realm;
    private final Ha1Set known;
    private final Supplier<String> cnonces;
    private String lastNonce = "";
    private long uses;

    /**
     * @param realm the only realm to answer to, null for any
     * @param known hashes of the password in that realm
     * @param cnonces random client nonces, at least 8 characters that need no quoting
     */
    public DigestAnswer(DigestHash hash, String username, String realm, Ha1Set known, Supplier<String> cnonces) {
        this.hash = hash;
        this.username = username;
        this.realm = realm;
        this.known = known;
        this.cnonces = cnonces;
    }

    /**
     * The strongest challenge that can be answered: realm fits, algorithm known, its hash at hand.
     *
     * @param offered in the order of the message
     */
    public Optional<DigestChallenge> choose(List<DigestChallenge> offered) {
        DigestChallenge best = null;
        for (DigestChallenge challenge : offered) {
            boolean usable = challenge.algorithm() != null
                    && known.of(challenge.algorithm()) != null
                    && (realm == null || realm.equals(challenge.realm()));
            if (usable && (best == null || challenge.algorithm().compareTo(best.algorithm()) > 0)) {
                best = challenge;
            }
        }
        return Optional.ofNullable(best);
    }

    /**
     * Credentials for a request; {@code qop=auth} where offered, {@code auth-int} where only that is.
     *
     * @param challenge one that {@link #choose} gave
     * @param uri the Request-URI
     * @param body body of the request
     */
    public DigestCredentials answer(DigestChallenge challenge, String method, String uri, byte[] body) {
        uses = challenge.nonce().equals(lastNonce) ? uses + 1 : 1;
        lastNonce = challenge.nonce();
        String qop = challenge.auth() ? "auth" : challenge.authInt() ? "auth-int" : null;
        DigestCredentials open = new DigestCredentials(
                username,
                challenge.realm(),
                challenge.nonce(),
                uri,
                "",
                challenge.algorithm(),
                qop,
                qop == null ? null : cnonces.get(),
                qop == null ? 0 : uses,
                challenge.opaque());
        byte[] response = hash.response(open, method, known.of(challenge.algorithm()), body);
        return open.withResponse(DigestHash.text(response));
    }
}
