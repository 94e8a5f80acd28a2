package org.breakwater.script.module.pv;

import java.util.List;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.core.RequestUri;
import org.breakwater.script.module.core.Sockets;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** {@code $ru} and its parts, {@code $ou}, {@code $du}, {@code $nh}, {@code $fs}: where the request goes. */
final class RequestLineVariables {

    private RequestLineVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        requestUri(t);
        original(t);
        destination(t);
        sockets(t);
        return t.exports();
    }

    private static void requestUri(PvTable t) {
        for (String name : List.of("ru", "ruri")) {
            t.writable(name, RequestLineVariables::requestUriText, RequestLineVariables::setRequestUri);
        }
        for (String name : List.of("rU", "ruri.user")) {
            t.writable(
                    name,
                    ctx -> user(MessageParts.requestUri(ctx)),
                    (ctx, v) -> textOrNull(v) && rewrite(ctx, uri -> RequestUri.withUser(uri, v.toText())));
        }
        for (String name : List.of("rd", "ruri.domain")) {
            t.writable(
                    name,
                    ctx -> host(MessageParts.requestUri(ctx)),
                    (ctx, v) -> isText(v) && rewrite(ctx, uri -> RequestUri.withHost(uri, v.toText())));
        }
        t.add(
                "rp",
                PvTable.writable(
                        port(MessageParts::requestUri),
                        (ctx, v) -> rewrite(ctx, uri -> RequestUri.withPort(uri, v.toText()))));
        t.text("rP", ctx -> transport(MessageParts.requestUri(ctx)));
        t.text("rz", ctx -> scheme(MessageParts.requestUri(ctx)));
        t.number("rUl", ctx -> userLength(MessageParts.requestUri(ctx)));
    }

    private static void original(PvTable t) {
        for (String name : List.of("ou", "ouri")) {
            t.text(name, ctx -> ctx.message().requestUriText());
        }
        t.text("oU", ctx -> user(MessageParts.originalUri(ctx)));
        t.text("od", ctx -> host(MessageParts.originalUri(ctx)));
        t.add("op", port(MessageParts::originalUri));
        t.text("oP", ctx -> transport(MessageParts.originalUri(ctx)));
        t.number("oUl", ctx -> userLength(MessageParts.originalUri(ctx)));
    }

    private static void destination(PvTable t) {
        for (String name : List.of("du", "duri")) {
            t.writable(name, ctx -> ctx.destination().dstUri(), RequestLineVariables::setDestinationUri);
        }
        t.text("dd", ctx -> host(MessageParts.uri(ctx.destination().dstUri())));
        t.add("dp", port(ctx -> MessageParts.uri(ctx.destination().dstUri())));
        t.text("dP", ctx -> transport(MessageParts.uri(ctx.destination().dstUri())));
        t.text("ds", RequestLineVariables::destinationSet);
        t.named("nh", RequestLineVariables::nextHop);
        t.text("ruid", ctx -> ctx.destination().ruid());
        t.text("location_ua", ctx -> ctx.destination().userAgent());
    }

    private static void sockets(PvTable t) {
        t.add(new PvExport(
                "fs",
                (spec, load) -> PvTable.writable(
                        ctx -> Value.of(socketText(ctx)), (ctx, v) -> forceSocket(ctx, v, load, false))));
        t.add(new PvExport(
                "fsn",
                (spec, load) -> PvTable.writable(
                        ctx -> Value.of(socketName(ctx)), (ctx, v) -> forceSocket(ctx, v, load, true))));
        Pv port = ctx -> ctx.destination().socket() == null
                ? Value.NULL
                : Value.of(ctx.destination().socket().address().getPort());
        t.add("fsp", port);
    }

    private static String requestUriText(ScriptContext ctx) {
        String text = ctx.requestUri();
        if (text != null && MessageParts.requestUri(ctx) == null) {
            ctx.log(-1, "the Request-URI cannot be parsed: " + text + "\n");
            return null;
        }
        return text;
    }

    private static boolean setRequestUri(ScriptContext ctx, Value value) {
        if (!isText(value)) {
            return false;
        }
        ctx.destination().setUri(value.toText());
        return true;
    }

    private static boolean setDestinationUri(ScriptContext ctx, Value value) {
        if (value.isInt()) {
            return false;
        }
        ctx.destination().setDstUri(MessageParts.orNull(value.toText()));
        return true;
    }

    private static Pv nextHop(String part) throws org.breakwater.script.export.FixupException {
        return switch (part) {
            case "u" ->
                ctx -> Value.of(
                        ctx.destination().dstUri() != null ? ctx.destination().dstUri() : ctx.requestUri());
            case "U" -> ctx -> Value.of(user(MessageParts.nextHop(ctx)));
            case "d" -> ctx -> Value.of(host(MessageParts.nextHop(ctx)));
            case "p" -> port(MessageParts::nextHop);
            case "P" -> ctx -> Value.of(transport(MessageParts.nextHop(ctx)));
            default -> throw new org.breakwater.script.export.FixupException("$nh(" + part + "): one of u U d p P");
        };
    }

    private static String destinationSet(ScriptContext ctx) {
        StringBuilder text = new StringBuilder();
        if (ctx.destination().uri() != null) {
            add(text, ctx.destination().uri(), ctx.destination().q());
        }
        for (Destination branch : ctx.branches()) {
            add(text, branch.uri(), branch.q());
        }
        return text.length() == 0 ? null : "Contact: " + text;
    }

    private static void add(StringBuilder text, String uri, int q) {
        text.append(text.length() == 0 ? "<" : ", <").append(uri).append('>');
        if (q >= 0) {
            text.append(";q=").append(q / 1000).append('.').append(String.format("%03d", q % 1000));
        }
    }

    private static boolean forceSocket(ScriptContext ctx, Value value, LoadContext load, boolean byName) {
        if (value.isNull()) {
            ctx.destination().setSocket(null);
            return true;
        }
        if (value.isInt()) {
            return false;
        }
        List<ListenPoint> sockets = load.localDomains().sockets();
        ListenPoint found = byName ? Sockets.named(sockets, value.toText()) : Sockets.find(sockets, value.toText());
        if (found == null) {
            ctx.log(0, "no socket found to match [" + value.toText() + "]\n");
        } else {
            ctx.destination().setSocket(found);
        }
        return true;
    }

    private static String socketText(ScriptContext ctx) {
        return ctx.destination().socket() == null
                ? null
                : ctx.destination().socket().toString();
    }

    private static String socketName(ScriptContext ctx) {
        return ctx.destination().socket() == null
                ? null
                : ctx.destination().socket().name();
    }

    private static boolean rewrite(ScriptContext ctx, Change change) {
        String uri = ctx.requestUri();
        if (uri == null) {
            return false;
        }
        try {
            ctx.destination().setUri(change.apply(uri));
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }

    private static Pv port(UriOf uri) {
        return ctx -> {
            SipUri u = uri.of(ctx);
            return u == null ? Value.NULL : Value.of(MessageParts.port(u));
        };
    }

    private static boolean isText(Value v) {
        return !v.isNull() && !v.isInt();
    }

    private static boolean textOrNull(Value v) {
        return !v.isInt();
    }

    private static String user(SipUri uri) {
        return uri == null ? null : MessageParts.orNull(uri.user());
    }

    private static int userLength(SipUri uri) {
        return uri == null || uri.user() == null ? 0 : uri.user().length();
    }

    private static String host(SipUri uri) {
        return uri == null ? null : MessageParts.orNull(uri.host());
    }

    private static String scheme(SipUri uri) {
        return uri == null ? null : uri.scheme();
    }

    private static String transport(SipUri uri) {
        return uri == null ? null : MessageParts.transport(uri);
    }

    @FunctionalInterface
    private interface UriOf {
        SipUri of(ScriptContext ctx);
    }

    @FunctionalInterface
    private interface Change {
        String apply(String uri) throws SipParseException;
    }
}
