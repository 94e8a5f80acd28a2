package org.breakwater.script.module.pv.transform;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.module.pv.transform.Transformations.Step;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code {uri.…}}: parts of a URI; {@code {urialias.…}}: {@code host~port~transport} and back. */
final class UriTransformations {

    private UriTransformations() {}

    static Step bind(PvSpec.Transformation t, Operands o) throws FixupException {
        if (t.name().equals("param")) {
            Expression name = o.whole();
            return (ctx, v) -> {
                SipUri u = parse(ctx, v);
                return u == null ? Value.NULL : text(u.params().get(name.asText(ctx)));
            };
        }
        Part part = part(t.name());
        if (part == null) {
            return null;
        }
        return (ctx, v) -> {
            SipUri u = parse(ctx, v);
            return u == null ? Value.NULL : text(part.of(u));
        };
    }

    private static Part part(String name) {
        return switch (name) {
            case "user" -> SipUri::user;
            case "host", "domain" -> SipUri::host;
            case "passwd" -> SipUri::password;
            case "port" -> u -> u.port() < 0 ? "" : Integer.toString(u.port());
            case "params" ->
                u -> u.params().text().isEmpty() ? "" : u.params().text().substring(1);
            case "headers" -> SipUri::headers;
            case "uparam" -> u -> u.params().get("user");
            case "transport", "ttl", "maddr", "method", "lr", "r2" ->
                u -> u.params().get(name);
            case "scheme" -> SipUri::scheme;
            case "tosocket" -> UriTransformations::socket;
            case "saor" -> u -> u.scheme() + ':' + user(u) + u.host();
            case "suri" -> u -> u.scheme() + ':' + user(u) + destination(u);
            case "duri" -> u -> u.scheme() + ':' + destination(u);
            default -> null;
        };
    }

    /** {@code {urialias.encode}} and {@code {urialias.decode}}. */
    static Step alias(PvSpec.Transformation t) {
        return switch (t.name()) {
            case "encode" ->
                (ctx, v) -> {
                    SipUri u = parse(ctx, v);
                    int protocol = u == null ? 0 : protocolId(transport(u));
                    return protocol == 0 || u.host() == null
                            ? Value.NULL
                            : Value.of(u.host() + '~' + port(u) + '~' + protocol);
                };
            case "decode" -> Transformations.text(UriTransformations::decodeAlias);
            default -> null;
        };
    }

    private static String decodeAlias(String text) {
        String[] parts = text.split("~", -1);
        if (parts.length != 3 || parts[0].isEmpty() || parts[2].length() != 1) {
            return null;
        }
        String protocol = switch (parts[2].charAt(0)) {
            case '1' -> "udp";
            case '2' -> "tcp";
            case '3' -> "tls";
            case '4' -> "sctp";
            case '5' -> "ws";
            case '6' -> "wss";
            default -> null;
        };
        return protocol == null ? null : "sip:" + parts[0] + ':' + parts[1] + ";transport=" + protocol;
    }

    private static int protocolId(String transport) {
        return switch (transport) {
            case "udp" -> 1;
            case "tcp" -> 2;
            case "tls" -> 3;
            case "sctp" -> 4;
            case "ws" -> 5;
            case "wss" -> 6;
            default -> 0;
        };
    }

    private static String socket(SipUri u) {
        return u.host() == null ? "" : transport(u) + ':' + u.host() + ':' + port(u);
    }

    private static String transport(SipUri u) {
        return u.transport() != null ? u.transport() : u.isSecure() ? "tls" : "udp";
    }

    private static int port(SipUri u) {
        return u.port() > 0 ? u.port() : transport(u).equals("tls") ? 5061 : 5060;
    }

    private static String user(SipUri u) {
        return u.user() == null || u.user().isEmpty() ? "" : u.user() + '@';
    }

    private static String destination(SipUri u) {
        String transport = u.params().get("transport");
        return u.host() + (u.port() < 0 ? "" : ":" + u.port()) + (transport == null ? "" : ";transport=" + transport);
    }

    private static SipUri parse(ScriptContext ctx, Value v) {
        try {
            return SipUri.parse(v.toText());
        } catch (SipParseException e) {
            ctx.log(-1, "invalid uri [" + v.toText() + "]\n");
            return null;
        }
    }

    private static Value text(String text) {
        return Value.of(text == null ? "" : text);
    }

    @FunctionalInterface
    private interface Part {
        String of(SipUri uri);
    }
}
