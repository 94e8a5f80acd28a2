package org.breakwater.sip.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.breakwater.sip.digest.DigestAnswer;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.digest.DigestHash;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/**
 * Answers 401 and 407 with one user's password (RFC 3261 §22.2, §22.3). Remembers the challenges, so that later
 * requests carry credentials at once. A realm that refuses our answer is not asked again for the same request: the
 * password is wrong. Not thread-safe.
 */
public final class ClientAuthentication {

    private static final int MAX_REALMS = 16;

    private final DigestHash hash = new DigestHash();
    private final String username;
    private final String password;
    private final Supplier<String> cnonces;
    private final Map<String, Known> known = new TreeMap<>();

    private record Known(HeaderName field, DigestChallenge challenge, DigestAnswer answer) {}

    /**
     * What one request has tried; made new for each request, kept while it is sent again.
     *
     * @param keys challenges that were answered for this request
     */
    public record Attempt(Set<String> keys) {

        /** Nothing was tried. */
        public static Attempt first() {
            return new Attempt(new HashSet<>());
        }
    }

    /**
     * One user's credentials.
     *
     * @param username wire text
     * @param password wire text
     * @param cnonces random client nonces
     */
    public ClientAuthentication(String username, String password, Supplier<String> cnonces) {
        this.username = username;
        this.password = password;
        this.cnonces = cnonces;
    }

    /**
     * Takes the challenges of a 401 or 407.
     *
     * @return false when there is none we can answer, or a realm has refused this request's answer already; then the
     *     response is final
     */
    public boolean challenged(SipMessage response, Attempt attempt) {
        boolean proxy = response.status() == 407;
        HeaderName field = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        List<DigestChallenge> challenges = challenges(response, field);
        boolean answerable = false;
        Set<String> seen = new HashSet<>();
        for (DigestChallenge challenge : challenges) {
            boolean room = known.containsKey(key(field, challenge.realm())) || known.size() < MAX_REALMS;
            if (room && seen.add(challenge.realm())) {
                answerable |= remember(field, challenges, challenge.realm(), attempt);
            }
        }
        return answerable;
    }

    /**
     * Header lines with credentials, each with its line break; empty when nobody asked. Answers what this request was
     * challenged with, and beforehand what is likely to be asked: the registrar's challenge for REGISTER, those of
     * proxies for everything else.
     */
    public String headerLines(SipMessage request, Attempt attempt) {
        String method = request.methodName();
        String uri = request.requestUriText();
        byte[] body = Octets.bytes(request.body());
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Known> entry : known.entrySet()) {
            Known k = entry.getValue();
            boolean proxy = k.field == HeaderName.PROXY_AUTHENTICATE;
            if (proxy == method.equals("REGISTER") && !attempt.keys().contains(entry.getKey())) {
                continue;
            }
            lines.append(proxy ? HeaderName.PROXY_AUTHORIZATION.wireName() : HeaderName.AUTHORIZATION.wireName())
                    .append(": ")
                    .append(k.answer.answer(k.challenge, method, uri, body).toHeaderValue())
                    .append("\r\n");
        }
        return lines.toString();
    }

    private boolean remember(HeaderName field, List<DigestChallenge> challenges, String realm, Attempt attempt) {
        String key = key(field, realm);
        Known before = known.get(key);
        DigestAnswer answer = before != null
                ? before.answer
                : new DigestAnswer(hash, username, realm, Ha1Set.ofPassword(hash, username, realm, password), cnonces);
        Optional<DigestChallenge> best = answer.choose(challenges);
        if (best.isEmpty()) {
            return false;
        }
        known.put(key, new Known(field, best.get(), answer));
        boolean refused = !attempt.keys().add(key) && !best.get().stale();
        return !refused;
    }

    private static String key(HeaderName field, String realm) {
        return field.name() + ' ' + realm;
    }

    private static List<DigestChallenge> challenges(SipMessage response, HeaderName field) {
        List<DigestChallenge> challenges = new ArrayList<>();
        HeaderIndex index = response.index();
        for (int i = index.first(field); i >= 0; i = index.next(field, i + 1)) {
            try {
                challenges.add(DigestChallenge.parse(index.value(i)));
            } catch (SipParseException e) {
                // another scheme than Digest, or a broken one: we answer those we understand (RFC 7616 §3.3)
                continue;
            }
        }
        return challenges;
    }
}
