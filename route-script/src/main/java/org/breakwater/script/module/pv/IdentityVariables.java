package org.breakwater.script.module.pv;

import java.util.List;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.auth.Authenticator;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.digest.DigestCredentials;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipUri;

/** Who the message says it is from: digest credentials, asserted and preferred identity, diversion. */
final class IdentityVariables {

    private IdentityVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        credentials(t);
        identities(t);
        return t.exports();
    }

    private static void credentials(PvTable t) {
        t.text("au", ctx -> credential(ctx, c -> beforeAt(c.username())));
        t.text("aU", ctx -> credential(ctx, DigestCredentials::username));
        t.text("ad", ctx -> credential(ctx, IdentityVariables::domain));
        t.text("ar", ctx -> credential(ctx, DigestCredentials::realm));
        t.text("adu", ctx -> credential(ctx, DigestCredentials::uri));
        t.text("aa", IdentityVariables::algorithm);
        t.text("adn", ctx -> credential(ctx, DigestCredentials::nonce));
        t.text("adc", ctx -> credential(ctx, DigestCredentials::cnonce));
        t.text("adr", ctx -> credential(ctx, DigestCredentials::response));
        t.text("ado", ctx -> credential(ctx, DigestCredentials::opaque));
        t.text("Au", IdentityVariables::accountedUser);
        t.text("AU", ctx -> {
            String user = accountedUser(ctx);
            return user == null ? null : MessageParts.orNull(beforeAt(user));
        });
    }

    /** User and realm of accepted credentials, else user and host of From. */
    private static String accountedUser(ScriptContext ctx) {
        Authenticator.Accepted accepted = ctx.attachments().get(Authenticator.ACCEPTED);
        if (accepted != null) {
            String user = accepted.credentials().username();
            return user.indexOf('@') >= 0
                    ? user
                    : user + '@' + accepted.credentials().realm();
        }
        SipUri u = MessageParts.uriOf(MessageParts.from(ctx.message()));
        return u == null || u.user() == null ? null : u.user() + '@' + u.host();
    }

    private static void identities(PvTable t) {
        indexed(t, "ai", HeaderName.P_ASSERTED_IDENTITY, NameAddr::uriText);
        indexed(t, "pu", HeaderName.P_PREFERRED_IDENTITY, NameAddr::uriText);
        indexed(t, "pn", HeaderName.P_PREFERRED_IDENTITY, NameAddr::displayName);
        indexed(t, "pU", HeaderName.P_PREFERRED_IDENTITY, a -> {
            SipUri u = MessageParts.uriOf(a);
            return u == null ? null : u.user();
        });
        indexed(t, "pd", HeaderName.P_PREFERRED_IDENTITY, a -> {
            SipUri u = MessageParts.uriOf(a);
            return u == null ? null : u.host();
        });
        t.text("re", ctx -> address(ctx, HeaderName.REMOTE_PARTY_ID, 0, NameAddr::uriText));
        t.text("di", ctx -> address(ctx, HeaderName.DIVERSION, 0, NameAddr::uriText));
        t.text(
                "dir",
                ctx -> address(ctx, HeaderName.DIVERSION, 0, a -> a.params().get("reason")));
        t.text(
                "dip",
                ctx -> address(ctx, HeaderName.DIVERSION, 0, a -> a.params().get("privacy")));
        t.text(
                "dic",
                ctx -> address(ctx, HeaderName.DIVERSION, 0, a -> a.params().get("counter")));
        t.text("rt", ctx -> address(ctx, HeaderName.REFER_TO, 0, NameAddr::uriText));
    }

    private static void indexed(PvTable t, String name, HeaderName header, Part<NameAddr> part) {
        t.add(new PvExport(name, (spec, load) -> {
            Indexes index = Indexes.of(spec.index(), load);
            return ctx -> Value.of(address(ctx, header, index.number(ctx), part));
        }));
    }

    private static String address(ScriptContext ctx, HeaderName header, int index, Part<NameAddr> part) {
        NameAddr a = MessageParts.nameAddr(MessageParts.element(ctx.message(), header, index));
        return a == null ? null : MessageParts.orNull(part.of(a));
    }

    private static String credential(ScriptContext ctx, Part<DigestCredentials> part) {
        DigestCredentials c = MessageParts.credentials(ctx);
        return c == null ? null : MessageParts.orNull(part.of(c));
    }

    private static String algorithm(ScriptContext ctx) {
        return MessageParts.credentials(ctx) == null ? null : parameter(ctx, "algorithm");
    }

    private static String parameter(ScriptContext ctx, String name) {
        String value = ctx.message().header(HeaderName.AUTHORIZATION);
        if (value == null) {
            value = ctx.message().header(HeaderName.PROXY_AUTHORIZATION);
        }
        int blank = value == null ? -1 : value.indexOf(' ');
        return blank < 0 ? null : ChallengeText.parameter(value.substring(blank + 1), name);
    }

    private static String beforeAt(String username) {
        int at = username.indexOf('@');
        return at < 0 ? username : username.substring(0, at);
    }

    private static String domain(DigestCredentials c) {
        int at = c.username().indexOf('@');
        return at < 0 ? c.realm() : c.username().substring(at + 1);
    }

    @FunctionalInterface
    private interface Part<T> {
        String of(T whole);
    }
}
