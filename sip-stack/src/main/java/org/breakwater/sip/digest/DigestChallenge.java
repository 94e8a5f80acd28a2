package org.breakwater.sip.digest;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.message.SipParseException;

/**
 * One challenge: the value of WWW-Authenticate or Proxy-Authenticate (RFC 7616 §3.3).
 *
 * @param realm protection space, wire text
 * @param nonce for the answer
 * @param opaque to be returned, or null
 * @param algorithm for the hash; null leaves it out of a challenge we send (MD5 then), and in a
 *     received one stands for an algorithm we do not know
 * @param auth whether {@code qop=auth} is offered; with neither qop the answer has the old form
 * @param authInt whether {@code qop=auth-int} is offered
 * @param stale whether the credentials were right and only the nonce was too old
 */
public record DigestChallenge(
        String realm,
        String nonce,
        String opaque,
        DigestAlgorithm algorithm,
        boolean auth,
        boolean authInt,
        boolean stale) {

    /** What we send: {@code qop=auth}, no opaque. */
    public static DigestChallenge of(String realm, String nonce, DigestAlgorithm algorithm, boolean stale) {
        return new DigestChallenge(realm, nonce, null, algorithm, true, false, stale);
    }

    /**
     * One challenge per algorithm with one nonce, in the order given: RFC 8760 §2.3 wants the preferred one topmost,
     * as phones take the first they understand.
     */
    public static List<DigestChallenge> offer(
            List<DigestAlgorithm> algorithms, String realm, String nonce, boolean stale) {
        List<DigestChallenge> offered = new ArrayList<>(algorithms.size());
        for (DigestAlgorithm algorithm : algorithms) {
            offered.add(of(realm, nonce, algorithm, stale));
        }
        return offered;
    }

    /**
     * Parses a header value.
     *
     * @throws SipParseException 400 when it is not a well-formed Digest challenge
     */
    public static DigestChallenge parse(String value) throws SipParseException {
        AuthParams params = AuthParams.parse("WWW-Authenticate", value);
        String qop = params.get("qop");
        return new DigestChallenge(
                params.required("realm"),
                params.required("nonce"),
                params.get("opaque"),
                DigestAlgorithm.of(params.get("algorithm")),
                offers(qop, "auth"),
                offers(qop, "auth-int"),
                "true".equalsIgnoreCase(params.get("stale")));
    }

    /** The header value. */
    public String toHeaderValue() {
        StringBuilder text = new StringBuilder(160);
        text.append("Digest realm=\"")
                .append(escape(realm))
                .append("\", nonce=\"")
                .append(escape(nonce))
                .append('"');
        if (opaque != null) {
            text.append(", opaque=\"").append(escape(opaque)).append('"');
        }
        if (stale) {
            text.append(", stale=true");
        }
        if (algorithm != null) {
            text.append(", algorithm=").append(algorithm.token());
        }
        if (auth || authInt) {
            text.append(", qop=\"").append(auth ? "auth" : "").append(auth && authInt ? "," : "");
            text.append(authInt ? "auth-int" : "").append('"');
        }
        return text.toString();
    }

    /** Text fit to stand between quotation marks. */
    static String escape(String text) {
        if (text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            return text;
        }
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static boolean offers(String qop, String wanted) {
        if (qop == null) {
            return false;
        }
        for (String token : qop.split(",", 8)) {
            if (token.trim().equalsIgnoreCase(wanted)) {
                return true;
            }
        }
        return false;
    }
}
