package org.breakwater.script.module.auth;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.ParsedCredentials;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.digest.DigestAlgorithm;
import org.breakwater.sip.digest.DigestChallenge;
import org.breakwater.sip.digest.DigestCheck;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.DigestHash;
import org.breakwater.sip.digest.NonceCounts;
import org.breakwater.sip.digest.NonceFactory;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;

/** Challenges and checks, with hash engines for each worker. */
public final class Authenticator {

    /** The credentials that were accepted, and the header field they stand in. */
    public static final ContextKey<Accepted> ACCEPTED = new ContextKey<>("auth.accepted");

    private static final ContextKey<Boolean> STALE = new ContextKey<>("auth.stale");
    private static final int NONCES = 65536;
    private static final byte[] NO_BODY = new byte[0];

    private final AuthSettings settings;
    private final AuthObserver observer;
    private final byte[] secret;
    private final NonceCounts counts;
    private final List<Engine> engines = new ArrayList<>();

    Authenticator(AuthSettings settings, AuthObserver observer) {
        this.settings = settings;
        this.observer = observer;
        this.secret = settings.secret == null ? randomSecret() : Octets.bytes((settings.secret + "0".repeat(16)));
        this.counts = settings.countNonces ? new NonceCounts(NONCES, settings.nonceSeconds * 1000L) : null;
    }

    /** Accepted credentials: where they stand, what they are and whose. */
    public record Accepted(int headerIndex, DigestCredentials credentials, AuthObserver.Claim claim) {}

    private record Engine(DigestHash hash, NonceFactory nonces, DigestCheck check) {}

    private static byte[] randomSecret() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Which header field answers a challenge to this request. */
    static HeaderName credentialsField(SipMessage request) {
        return request.method() == Method.REGISTER ? HeaderName.AUTHORIZATION : HeaderName.PROXY_AUTHORIZATION;
    }

    /** Checks the credentials for a realm in one kind of header field. */
    public AuthResult check(ScriptContext ctx, String realm, HeaderName field, Ha1Source source) {
        return check(ctx, realm, field, source, ctx.message().methodName());
    }

    /** The same for credentials that were made for another method than that of the message. */
    public AuthResult check(ScriptContext ctx, String realm, HeaderName field, Ha1Source source, String method) {
        SipMessage request = ctx.message();
        if (request.method() == Method.ACK || request.method() == Method.CANCEL) {
            return AuthResult.OK;
        }
        HeaderIndex index = request.index();
        for (int i = index.first(field); i >= 0; i = index.next(field, i + 1)) {
            DigestCredentials credentials = ParsedCredentials.of(ctx, i);
            if (credentials != null && credentials.realm().equals(realm)) {
                AuthObserver.Claim claim =
                        new AuthObserver.Claim(credentials.username(), source.account(credentials), realm);
                AuthResult result = judge(ctx, claim, verify(ctx, credentials, source, method));
                if (result == AuthResult.OK) {
                    ctx.attachments().put(ACCEPTED, new Accepted(i, credentials, claim));
                }
                observer.checked(ctx.flow(), request, claim, result);
                return result;
            }
        }
        return AuthResult.NO_CREDENTIALS;
    }

    /** What tells whether the password was right is told only to those from whom credentials are taken. */
    private AuthResult judge(ScriptContext ctx, AuthObserver.Claim claim, AuthResult result) {
        return switch (result) {
            case OK, INVALID_PASSWORD -> observer.accepts(ctx.flow(), claim) ? result : AuthResult.ACCOUNT_DELAYED;
            case STALE_NONCE, NONCE_REUSED -> {
                if (!observer.accepts(ctx.flow(), claim)) {
                    yield AuthResult.ACCOUNT_DELAYED;
                }
                ctx.attachments().put(STALE, true);
                yield result;
            }
            default -> result;
        };
    }

    private AuthResult verify(ScriptContext ctx, DigestCredentials credentials, Ha1Source source, String method) {
        Engine engine = engine(ctx);
        SipMessage request = ctx.message();
        byte[] body = "auth-int".equals(credentials.qop()) ? Octets.bytes(request.body()) : NO_BODY;
        var known = source.find(ctx, credentials);
        DigestCheck.Result result = engine.check.verify(
                credentials, method, known, body, ctx.execution().time().epochMillis(), credentials.realm());
        return switch (result) {
            case OK -> AuthResult.OK;
            case WRONG -> known == null ? AuthResult.USER_UNKNOWN : AuthResult.INVALID_PASSWORD;
            case STALE -> AuthResult.STALE_NONCE;
            case WITHOUT_QOP, FORGED_NONCE -> AuthResult.ERROR;
            case REPLAYED -> AuthResult.NONCE_REUSED;
        };
    }

    /**
     * Header fields of a challenge, each with its line break.
     *
     * @param flags bits of the challenge functions: 1 qop=auth, 2 qop=auth-int, 16 stale=true
     */
    String challenge(ScriptContext ctx, String field, String realm, int flags) {
        boolean stale =
                (flags & 16) != 0 || Boolean.TRUE.equals(ctx.attachments().get(STALE));
        boolean auth = (flags & 1) != 0 || settings.qopAuth;
        boolean authInt = (flags & 2) != 0 || settings.qopAuthInt;
        String nonce = engine(ctx).nonces.create(ctx.execution().time().epochMillis(), realm);
        StringBuilder fields = new StringBuilder(160);
        for (DigestAlgorithm offered : settings.algorithms) {
            DigestAlgorithm algorithm = settings.algorithmNamed ? offered : null;
            fields.append(field)
                    .append(": ")
                    .append(new DigestChallenge(realm, nonce, null, algorithm, auth, authInt, stale).toHeaderValue())
                    .append("\r\n");
        }
        observer.challenged(ctx.flow(), ctx.message());
        return fields.toString();
    }

    /** The hash engine of the context's worker. */
    public DigestHash hash(ScriptContext ctx) {
        return engine(ctx).hash;
    }

    private Engine engine(ScriptContext ctx) {
        int worker = ctx.worker().index();
        synchronized (engines) {
            while (engines.size() <= worker) {
                DigestHash hash = new DigestHash();
                NonceFactory nonces =
                        new NonceFactory(secret, Duration.ofSeconds(settings.nonceSeconds), new SecureRandom());
                boolean needsQop = settings.countNonces && settings.qopAuth;
                engines.add(new Engine(hash, nonces, new DigestCheck(hash, nonces, counts, needsQop)));
            }
            return engines.get(worker);
        }
    }
}
