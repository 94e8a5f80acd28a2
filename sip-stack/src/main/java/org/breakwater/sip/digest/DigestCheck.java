package org.breakwater.sip.digest;

import java.security.MessageDigest;
import org.breakwater.sip.message.Octets;

/**
 * Checks credentials against what we challenged with and what the directory knows. Belongs to one worker; not
 * thread-safe.
 *
 * <p>The hash is always computed, for a user the directory does not know against a made-up HA1, so that neither the
 * answer nor its timing tells which users exist. Whether {@code uri} fits the Request-URI and the user may do what is
 * asked is for the caller to judge.
 */
public final class DigestCheck {

    private final DigestHash hash;
    private final NonceFactory nonces;
    private final NonceCounts counts;
    private final boolean needsQop;

    /** What became of credentials. */
    public enum Result {
        /** The right password, a fresh nonce, not used before. */
        OK,
        /** Unknown user, wrong password, or a hash the directory does not have: challenge or refuse. */
        WRONG,
        /** The right password with a nonce that is too old: challenge with {@code stale=true}. */
        STALE,
        /** The nonce is none of ours, or made for something else: challenge. */
        FORGED_NONCE,
        /** The right password, but used before: challenge, and note it as an attack. */
        REPLAYED,
        /** Without qop although we asked for it: challenge. */
        WITHOUT_QOP
    }

    /**
     * @param hash this worker's hash engines
     * @param nonces this worker's nonce factory
     * @param counts shared by all workers, or null when nonce counts are not checked
     * @param needsQop whether credentials without qop (RFC 2069) are refused
     */
    public DigestCheck(DigestHash hash, NonceFactory nonces, NonceCounts counts, boolean needsQop) {
        this.hash = hash;
        this.nonces = nonces;
        this.counts = counts;
        this.needsQop = needsQop;
    }

    /**
     * Checks credentials; each call with the right password uses up a nonce count.
     *
     * @param method method name of the request
     * @param known what the directory knows of the user in this realm, null for an unknown user
     * @param body body of the request
     * @param nowMillis Unix time in ms
     * @param binding what the nonce was made for
     */
    public Result verify(
            DigestCredentials given, String method, Ha1Set known, byte[] body, long nowMillis, String binding) {
        boolean right = responseMatches(given, method, known, body);
        NonceFactory.Verdict nonce = nonces.verify(given.nonce(), nowMillis, binding);
        if (nonce == NonceFactory.Verdict.FORGED) {
            return Result.FORGED_NONCE;
        }
        if (needsQop && given.qop() == null) {
            return Result.WITHOUT_QOP;
        }
        if (!right) {
            return Result.WRONG;
        }
        if (nonce == NonceFactory.Verdict.STALE) {
            return Result.STALE;
        }
        return counts == null ? Result.OK : count(given, nowMillis);
    }

    /**
     * Only whether the response is what the password gives, in constant time; the nonce is not looked at.
     *
     * @param known null for an unknown user: never true, but costs the same
     */
    public boolean responseMatches(DigestCredentials given, String method, Ha1Set known, byte[] body) {
        String ha1 = known == null ? null : known.of(given.algorithm());
        String hashed = ha1 == null ? "0".repeat(given.algorithm().hexDigits()) : ha1;
        byte[] expected = hash.response(given, method, hashed, body);
        return MessageDigest.isEqual(expected, Octets.bytes(given.response())) & ha1 != null;
    }

    private Result count(DigestCredentials given, long nowMillis) {
        long created = nonces.createdMillis(given.nonce());
        return switch (counts.use(given.nonce(), created, given.nonceCount(), nowMillis)) {
            case FRESH -> Result.OK;
            case REPLAYED -> Result.REPLAYED;
            case FORGOTTEN -> Result.STALE;
        };
    }
}
