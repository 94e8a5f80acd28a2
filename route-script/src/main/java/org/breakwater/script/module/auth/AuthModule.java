package org.breakwater.script.module.auth;

import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.xhttp.HttpAnswer;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.digest.Ha1Set;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipMessage;

/** Export table of the auth module. */
public final class AuthModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final ArgumentKind TEXT = ArgumentKind.STRING;
    private static final ArgumentKind INT = ArgumentKind.INT;
    private static final int PASSWORD_IS_HA1 = 1;

    private final Signalling signalling;
    private final AuthObserver observer;
    private final AuthSettings settings = new AuthSettings();
    private final ModuleExports exports;
    private Authenticator authenticator;

    /** Challenges go out through {@code signalling}; {@code observer} hears of results. */
    public AuthModule(Signalling signalling, AuthObserver observer) {
        this.signalling = signalling;
        this.observer = observer;
        ModuleExports.Builder table = ModuleExports.of("auth");
        settings.export(table);
        challenges(table);
        checks(table);
        this.exports = table.build();
    }

    private void challenges(ModuleExports.Builder table) {
        table.function(FunctionExport.onWorker("www_challenge", REQUEST, (a, l) -> challenge(a, Who.WWW), TEXT, INT))
                .function(FunctionExport.onWorker(
                        "proxy_challenge", REQUEST, (a, l) -> challenge(a, Who.PROXY), TEXT, INT))
                .function(FunctionExport.onWorker(
                        "auth_challenge", REQUEST, (a, l) -> challenge(a, Who.BY_METHOD), TEXT, INT))
                .function(FunctionExport.onWorker(
                        "auth_get_www_authenticate",
                        FunctionExport.ANY_ROUTE,
                        this::headerIntoVariable,
                        TEXT,
                        INT,
                        ArgumentKind.PV));
    }

    private void checks(ModuleExports.Builder table) {
        for (String name : new String[] {"pv_www_authenticate", "pv_www_authorize"}) {
            table.function(FunctionExport.onWorker(name, REQUEST, (a, l) -> pvCheck(a, Who.WWW), TEXT, TEXT, INT))
                    .function(FunctionExport.onWorker(
                            name, REQUEST, (a, l) -> pvCheck(a, Who.WWW), TEXT, TEXT, INT, TEXT));
        }
        for (String name : new String[] {"pv_proxy_authenticate", "pv_proxy_authorize"}) {
            table.function(FunctionExport.onWorker(name, REQUEST, (a, l) -> pvCheck(a, Who.PROXY), TEXT, TEXT, INT));
        }
        table.function(FunctionExport.onWorker("pv_auth_check", REQUEST, this::pvAuthCheck, TEXT, TEXT, INT, INT))
                .function(FunctionExport.of("consume_credentials", REQUEST, (a, l) -> AuthModule::consume))
                .function(FunctionExport.of("has_credentials", REQUEST, (a, l) -> hasCredentials(a), TEXT));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        authenticator = new Authenticator(settings, observer);
    }

    /** Challenges and checks, for auth_db. */
    public Authenticator authenticator() {
        return authenticator;
    }

    /** Which kind of challenge. */
    private enum Who {
        WWW,
        PROXY,
        BY_METHOD;

        boolean isWww(ScriptContext ctx) {
            return this == WWW || (this == BY_METHOD && ctx.message().method() == Method.REGISTER);
        }

        HeaderName credentials(ScriptContext ctx) {
            return isWww(ctx) ? HeaderName.AUTHORIZATION : HeaderName.PROXY_AUTHORIZATION;
        }
    }

    private Action challenge(Arguments a, Who who) {
        Expression realm = a.expression(0);
        Expression flags = a.expression(1);
        return ctx -> {
            String name = realm.asText(ctx);
            if (name.isEmpty()) {
                ctx.log(-1, "a challenge needs a realm\n");
                return -1;
            }
            boolean www = who.isWww(ctx);
            String field = www ? "WWW-Authenticate" : "Proxy-Authenticate";
            HttpAnswer http = HttpAnswer.of(ctx);
            if (http != null) {
                return challenge(http, field, authenticator.challenge(ctx, field, name, flags.asInt(ctx)), www);
            }
            ctx.reply().extraHeaders().append(authenticator.challenge(ctx, field, name, flags.asInt(ctx)));
            int status = www ? 401 : 407;
            String reason = www ? "Unauthorized" : "Proxy Authentication Required";
            int sent = settings.stateless
                    ? signalling.replyStateless(ctx, status, reason)
                    : signalling.reply(ctx, status, reason);
            return sent > 0 ? 1 : -1;
        };
    }

    /** HTTP is challenged as SIP is (RFC 7616); there is no 407 of a server. */
    private static int challenge(HttpAnswer http, String field, String lines, boolean www) {
        if (!www || !http.take()) {
            return -1;
        }
        String challenges = lines.strip().replace("\r\n" + field + ": ", ", ").substring(field.length() + 2);
        http.send(401, "Unauthorized", null, Map.of(field, challenges), new byte[0]);
        return 1;
    }

    private Action headerIntoVariable(Arguments a, LoadContext load) {
        Expression realm = a.expression(0);
        Expression flags = a.expression(1);
        Pv target = a.pv(2);
        return ctx -> {
            String lines = authenticator.challenge(ctx, "WWW-Authenticate", realm.asText(ctx), flags.asInt(ctx));
            return target.set(ctx, Value.of(lines)) ? 1 : -1;
        };
    }

    private Action pvCheck(Arguments a, Who who) {
        Expression realm = a.expression(0);
        Expression method = a.count() > 3 ? a.expression(3) : null;
        Ha1Source source = passwordSource(a.expression(1), a.expression(2));
        return ctx -> authenticator
                .check(
                        ctx,
                        realm.asText(ctx),
                        who.credentials(ctx),
                        source,
                        method == null ? ctx.message().methodName() : method.asText(ctx))
                .code();
    }

    private Action pvAuthCheck(Arguments a, LoadContext load) {
        Expression realm = a.expression(0);
        Expression checks = a.expression(3);
        Ha1Source source = passwordSource(a.expression(1), a.expression(2));
        return ctx -> {
            AuthResult result = authenticator.check(ctx, realm.asText(ctx), Who.BY_METHOD.credentials(ctx), source);
            if (result == AuthResult.OK && (checks.asInt(ctx) & 1) != 0) {
                result = Identity.check(ctx, settings.useDomain, observer);
            }
            return result.code();
        };
    }

    private Ha1Source passwordSource(Expression password, Expression flags) {
        return (ctx, credentials) -> {
            String text = password.asText(ctx);
            if ((flags.asInt(ctx) & PASSWORD_IS_HA1) != 0) {
                return new Ha1Set(text.length() == 32 ? text : null, text.length() == 64 ? text : null, null);
            }
            return passwordHashes(ctx, credentials, text);
        };
    }

    private Ha1Set passwordHashes(ScriptContext ctx, DigestCredentials given, String password) {
        String ha1 = authenticator.hash(ctx).ha1(given.algorithm(), given.username(), given.realm(), password);
        return ha1.length() == 32 ? Ha1Set.ofMd5(ha1) : new Ha1Set(null, ha1, null);
    }

    private static int consume(ScriptContext ctx) {
        Authenticator.Accepted accepted = ctx.attachments().get(Authenticator.ACCEPTED);
        if (accepted == null) {
            return -1;
        }
        ctx.edits().removeHeader(ctx.message().index(), accepted.headerIndex());
        return 1;
    }

    private static Action hasCredentials(Arguments a) {
        Expression realm = a.expression(0);
        return ctx -> {
            SipMessage m = ctx.message();
            String text = "realm=\"" + realm.asText(ctx) + '"';
            for (HeaderName field : new HeaderName[] {HeaderName.AUTHORIZATION, HeaderName.PROXY_AUTHORIZATION}) {
                for (int i = m.index().first(field); i >= 0; i = m.index().next(field, i + 1)) {
                    if (m.index().value(i).contains(text)) {
                        return 1;
                    }
                }
            }
            return -1;
        };
    }
}
