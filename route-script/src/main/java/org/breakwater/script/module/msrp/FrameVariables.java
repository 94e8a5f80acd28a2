package org.breakwater.script.module.msrp;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.msrp.MsrpUri;

/** {@code $msrp(key)} and {@code {msrpuri.key}}. */
final class FrameVariables {

    private static final Map<String, Function<FrameInHand, Value>> KEYS = keys();
    private static final Map<String, Function<MsrpUri, String>> PARTS = parts();

    private FrameVariables() {}

    private static Map<String, Function<FrameInHand, Value>> keys() {
        Map<String, Function<FrameInHand, Value>> keys = new TreeMap<>();
        whole(keys);
        paths(keys);
        keys.put("srcaddr", hand -> Value.of(source(hand.flow())));
        keys.put("srcsock", hand -> Value.of(hand.flow().listenPoint().toString()));
        keys.put("conid", hand -> Value.of((int) hand.flow().id()));
        return Map.copyOf(keys);
    }

    private static void whole(Map<String, Function<FrameInHand, Value>> keys) {
        keys.put("buf", of(f -> Value.of(wire(f.octets()))));
        keys.put("buflen", of(f -> Value.of(f.octets().length)));
        keys.put("body", of(f -> f.hasBody() ? Value.of(f.body()) : Value.NULL));
        keys.put("bodylen", of(f -> Value.of(f.bodyLength())));
        keys.put("hdrs", of(f -> Value.of(f.headers())));
        keys.put("method", of(f -> f.isRequest() ? Value.of(f.type()) : Value.NULL));
        keys.put("code", of(f -> f.isRequest() ? Value.NULL : Value.of(Integer.parseInt(f.type()))));
        keys.put("reason", of(f -> f.isRequest() ? Value.NULL : Value.of(f.comment())));
        keys.put("transid", of(f -> Value.of(f.transaction())));
        keys.put("msgid", of(f -> Value.of(f.header("Message-ID"))));
    }

    private static void paths(Map<String, Function<FrameInHand, Value>> keys) {
        keys.put("crthop", of(f -> Value.of(f.toPath().first())));
        keys.put("nexthop", of(f -> Value.of(f.toPath().second())));
        keys.put("lasthop", of(f -> Value.of(f.toPath().last())));
        keys.put("nexthops", of(f -> Value.of(f.toPath().size() - 1)));
        keys.put("prevhop", of(f -> Value.of(f.fromPath().first())));
        keys.put("firsthop", of(f -> Value.of(f.fromPath().last())));
        keys.put("prevhops", of(f -> Value.of(f.fromPath().size())));
        keys.put("sessid", of(f -> Value.of(sessionId(f))));
    }

    private static Function<FrameInHand, Value> of(Function<MsrpFrame, Value> part) {
        return hand -> part.apply(hand.frame());
    }

    private static String wire(byte[] octets) {
        return Octets.text(octets, 0, octets.length);
    }

    /** The session identifier in the first URI of To-Path; null when there is none. */
    static String sessionId(MsrpFrame frame) {
        try {
            String session = MsrpUri.parse(frame.toPath().first()).session();
            return session.isEmpty() ? null : session;
        } catch (SipParseException e) {
            return null;
        }
    }

    static String source(Flow flow) {
        return (flow.protocol().isSecure() ? "msrps://" : "msrp://")
                + Addresses.hostText(flow.remote().getAddress())
                + ':'
                + flow.remote().getPort();
    }

    private static Map<String, Function<MsrpUri, String>> parts() {
        Map<String, Function<MsrpUri, String>> parts = new TreeMap<>();
        parts.put("scheme", MsrpUri::scheme);
        parts.put("user", MsrpUri::user);
        parts.put("userinfo", MsrpUri::userInfo);
        parts.put("host", MsrpUri::host);
        parts.put("port", MsrpUri::port);
        parts.put("session", MsrpUri::session);
        parts.put("proto", MsrpUri::transport);
        parts.put("params", FrameVariables::params);
        return Map.copyOf(parts);
    }

    /** As in Kamailio: behind {@code tcp} or {@code ws} the transport counts as one of the parameters. */
    private static String params(MsrpUri uri) {
        boolean known =
                uri.transport().equalsIgnoreCase("tcp") || uri.transport().equalsIgnoreCase("ws");
        return known && !uri.params().isEmpty() ? uri.transport() + ';' + uri.params() : uri.params();
    }

    static PvExport variable() {
        return new PvExport(
                "msrp",
                (spec, load) ->
                        bind(spec.inner() == null ? "" : spec.inner().text().trim()));
    }

    private static Pv bind(String key) throws FixupException {
        Function<FrameInHand, Value> part = KEYS.get(key);
        if (part == null) {
            throw new FixupException(
                    "$msrp(" + key + ") is unknown; there are " + String.join(", ", new TreeMap<>(KEYS).keySet()));
        }
        return ctx -> value(ctx, part);
    }

    private static Value value(ScriptContext ctx, Function<FrameInHand, Value> part) {
        FrameInHand hand = FrameInHand.of(ctx);
        return hand == null ? Value.NULL : part.apply(hand);
    }

    static TransformationExport transformation() {
        return new TransformationExport("msrpuri", (input, t, load) -> transform(input, t));
    }

    private static Expression transform(Expression input, PvSpec.Transformation t) throws FixupException {
        Function<MsrpUri, String> part = PARTS.get(t.name().trim().toLowerCase(Locale.ROOT));
        if (part == null) {
            throw new FixupException("there is no transformation {" + t.qualifiedName() + "}");
        }
        return ctx -> {
            Value uri = input.eval(ctx);
            try {
                return uri.isNull() ? Value.NULL : Value.of(part.apply(MsrpUri.parse(uri.toText())));
            } catch (SipParseException e) {
                return Value.NULL;
            }
        };
    }
}
