package org.breakwater.sip.digest;

import org.breakwater.sip.message.SipParseException;

/**
 * The answer to a challenge: the value of Authorization or Proxy-Authorization (RFC 7616 §3.4). Text is wire text
 * without quotes.
 *
 * @param username as sent; with {@code userhash} a hash
 * @param realm protection space
 * @param nonce of the challenge
 * @param uri digest-uri, usually the Request-URI
 * @param response hexadecimal digits, lower case
 * @param algorithm MD5 when the parameter is absent
 * @param qop "auth", "auth-int", or null for the old form without it
 * @param cnonce null without qop
 * @param nonceCount 1 to 2^32 - 1; 0 without qop
 * @param opaque null if absent
 */
public record DigestCredentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        DigestAlgorithm algorithm,
        String qop,
        String cnonce,
        long nonceCount,
        String opaque) {

    /**
     * Parses a header value.
     *
     * @param value unfolded, at most 4096 characters
     * @throws SipParseException 400 when it is not Digest, breaks the grammar, lacks a required parameter, names one
     *     twice or an algorithm or qop we never offered
     */
    public static DigestCredentials parse(String value) throws SipParseException {
        AuthParams params = AuthParams.parse("Authorization", value);
        DigestAlgorithm algorithm = DigestAlgorithm.of(params.get("algorithm"));
        if (algorithm == null) {
            throw new SipParseException(400, 0, "Authorization header with unknown algorithm");
        }
        String qop = params.get("qop");
        if (qop != null && !qop.equalsIgnoreCase("auth") && !qop.equalsIgnoreCase("auth-int")) {
            throw new SipParseException(400, 0, "Authorization header with unknown qop");
        }
        return new DigestCredentials(
                params.required("username"),
                params.required("realm"),
                params.required("nonce"),
                params.required("uri"),
                response(params, algorithm),
                algorithm,
                qop,
                qop == null ? null : params.required("cnonce"),
                qop == null ? 0 : nonceCount(params),
                params.get("opaque"));
    }

    /** The nonce count as it goes into the hash: eight hexadecimal digits. */
    public String nonceCountText() {
        String hex = Long.toHexString(nonceCount);
        return "00000000".substring(hex.length()) + hex;
    }

    /** The header value. */
    public String toHeaderValue() {
        StringBuilder text = new StringBuilder(320);
        text.append("Digest username=\"").append(DigestChallenge.escape(username));
        text.append("\", realm=\"").append(DigestChallenge.escape(realm));
        text.append("\", nonce=\"").append(DigestChallenge.escape(nonce));
        text.append("\", uri=\"").append(DigestChallenge.escape(uri));
        text.append("\", response=\"").append(response);
        text.append("\", algorithm=").append(algorithm.token());
        if (qop != null) {
            text.append(", qop=").append(qop).append(", nc=").append(nonceCountText());
            text.append(", cnonce=\"").append(DigestChallenge.escape(cnonce)).append('"');
        }
        if (opaque != null) {
            text.append(", opaque=\"").append(DigestChallenge.escape(opaque)).append('"');
        }
        return text.toString();
    }

    /** The same with another response. */
    DigestCredentials withResponse(String newResponse) {
        return new DigestCredentials(
                username, realm, nonce, uri, newResponse, algorithm, qop, cnonce, nonceCount, opaque);
    }

    private static String response(AuthParams params, DigestAlgorithm algorithm) throws SipParseException {
        String text = params.required("response");
        if (text.length() != algorithm.hexDigits()) {
            throw new SipParseException(400, 0, "Authorization header with a response of the wrong length");
        }
        boolean upper = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            upper |= c >= 'A' && c <= 'F';
            if (c > 'f' || Character.digit(c, 16) < 0) {
                throw new SipParseException(400, 0, "Authorization header with a response that is not hexadecimal");
            }
        }
        return upper ? text.toLowerCase(java.util.Locale.ROOT) : text;
    }

    private static long nonceCount(AuthParams params) throws SipParseException {
        String text = params.required("nc");
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw new SipParseException(400, 0, "Authorization header with malformed nc");
            }
            count = count << 4 | digit;
        }
        if (text.length() != 8) {
            throw new SipParseException(400, 0, "Authorization header with malformed nc");
        }
        return count;
    }
}
