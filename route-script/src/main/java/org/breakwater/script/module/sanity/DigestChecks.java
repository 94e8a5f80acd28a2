package org.breakwater.script.module.sanity;

import java.util.List;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;

/** Whether digest credentials hold what they must (RFC 2617 §3.2.2). */
final class DigestChecks {

    private static final String SCHEME = "Digest ";
    private static final List<String> REQUIRED = List.of("username", "realm", "nonce", "uri", "response");

    private DigestChecks() {}

    /**
     * Checks Authorization and Proxy-Authorization.
     *
     * @param digestOnly whether another scheme is a problem
     */
    static Problem check(SipMessage m, boolean digestOnly) {
        HeaderIndex fields = m.index();
        for (HeaderName name : List.of(HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION)) {
            for (int i = fields.first(name); i >= 0; i = fields.next(name, i + 1)) {
                Problem problem = credentials(fields.value(i), digestOnly);
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }

    private static Problem credentials(String value, boolean digestOnly) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return digestOnly ? Problem.unanswered("credentials are not of the digest scheme") : null;
        }
        CredentialFields given = CredentialFields.parse(value.substring(SCHEME.length()));
        if (given == null) {
            return Problem.bad("Bad Auth Header");
        }
        for (String name : REQUIRED) {
            if (given.get(name) == null) {
                return Problem.bad("Bad Auth Credentials");
            }
        }
        if (given.get("qop") != null && (given.get("nc") == null || given.get("cnonce") == null)) {
            return Problem.bad("Bad Auth Credentials");
        }
        if (given.get("username").isEmpty()) {
            return Problem.bad("Auth Empty User");
        }
        if (given.get("nonce").isEmpty()) {
            return Problem.bad("Auth Empty Nonce");
        }
        return given.get("response").isEmpty() ? Problem.bad("Auth Empty Response") : null;
    }
}
