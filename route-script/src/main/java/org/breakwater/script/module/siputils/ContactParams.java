package org.breakwater.script.module.siputils;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Base64;
import java.util.List;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Contacts that carry the real URI, base64url coded, as a parameter of another. */
final class ContactParams {

    private ContactParams() {}

    static List<FunctionExport> exports() {
        return List.of(
                FunctionExport.of(
                        "contact_param_encode",
                        RouteSets.INCOMING,
                        (a, load) -> {
                            Expression name = a.expression(0);
                            Expression address = a.expression(1);
                            return ctx -> ContactRewriting.apply(
                                    ctx, u -> address.asText(ctx) + ';' + name.asText(ctx) + '=' + encode(u.text()));
                        },
                        STRING,
                        STRING),
                FunctionExport.of(
                        "contact_param_decode",
                        RouteSets.INCOMING,
                        (a, load) -> {
                            Expression name = a.expression(0);
                            return ctx -> ContactRewriting.apply(ctx, u -> decoded(u, name.asText(ctx)));
                        },
                        STRING),
                FunctionExport.of(
                        "contact_param_decode_ruri", RouteSets.REQUESTS, (a, load) -> decodeRequestUri(a), STRING),
                FunctionExport.of(
                        "contact_param_rm",
                        RouteSets.INCOMING,
                        (a, load) -> {
                            Expression name = a.expression(0);
                            return ctx -> ContactRewriting.apply(ctx, u -> without(u, name.asText(ctx)));
                        },
                        STRING));
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Octets.bytes(text));
    }

    private static String decoded(SipUri u, String name) {
        String value = u.params().get(name);
        if (value == null) {
            return null;
        }
        try {
            byte[] octets = Base64.getUrlDecoder().decode(value);
            String text = Octets.text(octets, 0, octets.length);
            SipUri.parse(text);
            return text;
        } catch (IllegalArgumentException | SipParseException e) {
            return null;
        }
    }

    private static String without(SipUri u, String name) {
        if (!u.params().has(name)) {
            return null;
        }
        String tail = u.params().text() + (u.headers() == null ? "" : "?" + u.headers());
        String head = u.text().substring(0, u.text().length() - tail.length());
        return head + u.params().without(name).text() + (u.headers() == null ? "" : "?" + u.headers());
    }

    private static Action decodeRequestUri(Arguments a) {
        Expression name = a.expression(0);
        return ctx -> {
            try {
                String decoded = decoded(SipUri.parse(ctx.requestUri()), name.asText(ctx));
                if (decoded == null) {
                    return -1;
                }
                ctx.destination().setUri(decoded);
                return 1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }
}
