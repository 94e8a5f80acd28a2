package org.breakwater.script.module.uac;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.breakwater.script.export.FixupException;
import org.breakwater.sip.digest.DigestAnswer;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.digest.DigestHash;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;

/** Users and passwords for realms, and answers to challenges made with them. */
final class Credentials {

    private final List<Credential> all = new ArrayList<>();
    private final Supplier<String> cnonces;

    /** Who one is in a realm; {@code isHa1} when the password is the hash of user, realm and password (MD5). */
    record Credential(String user, String realm, String password, boolean isHa1) {}

    /** A request as far as a digest covers it. */
    record Subject(String method, String uri, String body) {}

    Credentials(Supplier<String> cnonces) {
        this.cnonces = cnonces;
    }

    /** Adds {@code user:realm:password}. */
    void add(String text) throws FixupException {
        String[] parts = text.split(":", 3);
        if (parts.length < 3 || parts[0].isEmpty()) {
            throw new FixupException("credential is user:realm:password");
        }
        all.add(new Credential(parts[0], parts[1], parts[2], false));
    }

    Optional<Credential> forRealm(String realm) {
        return all.stream().filter(c -> c.realm().equals(realm)).findFirst();
    }

    /**
     * The header field that answers the challenge of a reply, with its line break; empty when there is no challenge
     * one has credentials for.
     *
     * @param given credentials to use before the module's own, or null; an empty realm matches any
     */
    Optional<String> answer(SipMessage reply, Credential given, Subject subject) {
        boolean proxy = reply.status() == 407;
        HeaderName challengeName = proxy ? HeaderName.PROXY_AUTHENTICATE : HeaderName.WWW_AUTHENTICATE;
        try {
            HeaderIndex index = reply.index();
            for (int i = index.first(challengeName); i >= 0; i = index.next(challengeName, i + 1)) {
                DigestChallenge challenge = DigestChallenge.parse(index.value(i));
                if (challenge.algorithm() == null) {
                    continue;
                }
                Optional<Credential> credential = choose(given, challenge.realm());
                if (credential.isPresent()) {
                    String name = proxy ? "Proxy-Authorization" : "Authorization";
                    return Optional.of(name + ": " + value(challenge, credential.get(), subject) + "\r\n");
                }
            }
            return Optional.empty();
        } catch (SipParseException e) {
            return Optional.empty();
        }
    }

    private Optional<Credential> choose(Credential given, String realm) {
        if (given != null && (given.realm().isEmpty() || given.realm().equals(realm))) {
            return Optional.of(new Credential(given.user(), realm, given.password(), given.isHa1()));
        }
        return forRealm(realm);
    }

    private String value(DigestChallenge challenge, Credential c, Subject subject) {
        DigestHash hash = new DigestHash();
        Ha1Set known = c.isHa1()
                ? Ha1Set.ofMd5(c.password())
                : Ha1Set.ofPassword(hash, c.user(), challenge.realm(), c.password());
        return new DigestAnswer(hash, c.user(), challenge.realm(), known, cnonces)
                .answer(challenge, subject.method(), subject.uri(), Octets.bytes(subject.body()))
                .toHeaderValue();
    }
}
