package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.PV;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.RequestUri;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Parameters of the Request-URI, comparing and rewriting URIs. */
final class UriFunctions {

    private static final int NOT_A_TEL_URI = 2;

    private UriFunctions() {}

    static List<FunctionExport> exports() {
        List<FunctionExport> all = new ArrayList<>();
        parameters(all);
        comparisons(all);
        all.add(FunctionExport.of(
                "tel2sip", RouteSets.REQUESTS_TO_REPLIES, (a, load) -> telToSip(a), STRING, STRING, PV));
        all.add(FunctionExport.of(
                "set_uri_user", RouteSets.ANY, (a, load) -> rewrite(a, RequestUri::withUser), PV, STRING));
        all.add(FunctionExport.of(
                "set_uri_host", RouteSets.ANY, (a, load) -> rewrite(a, RequestUri::withHost), PV, STRING));
        all.add(FunctionExport.of("is_gruu", RouteSets.ANY, (a, load) -> ctx -> gruu(ctx.requestUri())));
        all.add(FunctionExport.ofText("is_gruu", RouteSets.ANY, (ctx, uri) -> gruu(uri)));
        return all;
    }

    private static void parameters(List<FunctionExport> all) {
        all.add(FunctionExport.of(
                "uri_param", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> hasParam(a, false), STRING));
        all.add(FunctionExport.of(
                "uri_param", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> hasParam(a, false), STRING, STRING));
        all.add(FunctionExport.of(
                "uri_param_any", RouteSets.REQUESTS_FAILURES_BRANCHES, (a, load) -> hasParam(a, true), STRING));
        all.add(FunctionExport.of(
                "add_uri_param",
                RouteSets.REQUESTS,
                (a, load) -> {
                    String param = a.constantString(0);
                    return ctx -> change(ctx, u -> withParams(u, u.params().text() + ';' + param));
                },
                CONSTANT_STRING));
        all.add(FunctionExport.ofText("uri_param_rm", RouteSets.REQUESTS_FAILURES_BRANCHES, (ctx, name) -> {
            SipUri u = requestUri(ctx);
            if (u == null || !u.params().has(name)) {
                return -1;
            }
            return change(ctx, v -> withParams(v, v.params().without(name).text()));
        }));
        all.add(FunctionExport.of("get_uri_param", RouteSets.REQUESTS_LOCAL, (a, load) -> getParam(a), STRING, PV));
    }

    /** {@code uri_param} wants a parameter without value, or with the given one; {@code uri_param_any} takes any. */
    private static Action hasParam(Arguments a, boolean anyValue) {
        Expression name = a.expression(0);
        Expression value = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            SipUri u = requestUri(ctx);
            String found = u == null ? null : u.params().get(name.asText(ctx));
            if (found == null) {
                return -1;
            }
            return anyValue || found.equalsIgnoreCase(value == null ? "" : value.asText(ctx)) ? 1 : -1;
        };
    }

    private static Action getParam(Arguments a) throws FixupException {
        Expression name = a.expression(0);
        Pv target = writable(a, 1);
        return ctx -> {
            SipUri u = requestUri(ctx);
            String value = u == null ? null : u.params().get(name.asText(ctx));
            return value != null && target.set(ctx, Value.of(value)) ? 1 : -1;
        };
    }

    private static void comparisons(List<FunctionExport> all) {
        all.add(compare("cmp_uri", SipUri::equivalent));
        all.add(compare("cmp_aor", UriFunctions::sameAor));
    }

    private static FunctionExport compare(String name, Comparison comparison) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression first = a.expression(0);
                    Expression second = a.expression(1);
                    return ctx -> {
                        try {
                            SipUri x = SipUri.parse(first.asText(ctx));
                            return comparison.holds(x, SipUri.parse(second.asText(ctx))) ? 1 : -1;
                        } catch (SipParseException e) {
                            return -1;
                        }
                    };
                },
                STRING,
                STRING);
    }

    private static boolean sameAor(SipUri a, SipUri b) {
        return java.util.Objects.equals(a.user(), b.user())
                && a.host() != null
                && a.host().equalsIgnoreCase(b.host())
                && port(a) == port(b);
    }

    private static int port(SipUri u) {
        return u.port() > 0 ? u.port() : u.isSecure() ? 5061 : 5060;
    }

    private static Action telToSip(Arguments a) throws FixupException {
        Expression uri = a.expression(0);
        Expression host = a.expression(1);
        Pv target = writable(a, 2);
        return ctx -> {
            String text = uri.asText(ctx);
            if (!text.regionMatches(true, 0, "tel:", 0, 4)) {
                return NOT_A_TEL_URI;
            }
            String number = text.substring(4);
            int semicolon = number.indexOf(';');
            String digits = semicolon < 0 ? number : number.substring(0, semicolon);
            String params = semicolon < 0 ? "" : number.substring(semicolon);
            String plain = digits.replaceAll("[-.()]", "").toLowerCase(Locale.ROOT);
            String sip = "sip:" + plain + params.toLowerCase(Locale.ROOT) + '@' + host.asText(ctx) + ";user=phone";
            return target.set(ctx, Value.of(sip)) ? 1 : -1;
        };
    }

    private static Action rewrite(Arguments a, Rewrite rewrite) throws FixupException {
        Pv uri = writable(a, 0);
        Expression part = a.expression(1);
        return ctx -> {
            try {
                return uri.set(ctx, Value.of(rewrite.apply(uri.asText(ctx), part.asText(ctx)))) ? 1 : -1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }

    private static Pv writable(Arguments a, int i) throws FixupException {
        Pv pv = a.pv(i);
        if (!pv.isWritable()) {
            throw new FixupException("parameter " + (i + 1) + " is a read-only variable");
        }
        return pv;
    }

    private static int gruu(String uri) {
        try {
            String gr = uri == null ? null : SipUri.parse(uri).params().get("gr");
            return gr == null ? -1 : gr.isEmpty() ? 2 : 1;
        } catch (SipParseException e) {
            return -1;
        }
    }

    private static SipUri requestUri(ScriptContext ctx) {
        try {
            return ctx.requestUri() == null ? null : SipUri.parse(ctx.requestUri());
        } catch (SipParseException e) {
            ctx.log(-1, "bad Request-URI " + ctx.requestUri() + "\n");
            return null;
        }
    }

    private static int change(ScriptContext ctx, Change change) {
        SipUri u = requestUri(ctx);
        if (u == null) {
            return -1;
        }
        ctx.destination().setUri(change.apply(u));
        return 1;
    }

    private static String withParams(SipUri u, String params) {
        String head = u.text().substring(0, u.text().length() - tail(u).length());
        return head + new Params(params).text() + (u.headers() == null ? "" : "?" + u.headers());
    }

    private static String tail(SipUri u) {
        return u.params().text() + (u.headers() == null ? "" : "?" + u.headers());
    }

    @FunctionalInterface
    private interface Comparison {
        boolean holds(SipUri first, SipUri second);
    }

    @FunctionalInterface
    private interface Rewrite {
        String apply(String uri, String part) throws SipParseException;
    }

    @FunctionalInterface
    private interface Change {
        String apply(SipUri uri);
    }
}
