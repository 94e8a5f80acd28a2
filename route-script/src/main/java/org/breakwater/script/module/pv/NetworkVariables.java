package org.breakwater.script.module.pv;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.Via;

/** {@code $si $sp $Ri $Rp $pr …}: where the message came from and on which socket; {@code $via0} and its kin. */
final class NetworkVariables {

    private static final Map<String, Integer> CONSTANTS = Map.of(
            "UDP", 1, "TCP", 2, "TLS", 3, "SCTP", 4, "WS", 5, "WSS", 6, "IPv4", 2, "IPv6", 10, "INET", 2, "INET6", 10);

    private NetworkVariables() {}

    static List<PvExport> exports() {
        PvTable t = new PvTable();
        source(t);
        received(t);
        protocol(t);
        for (String name : List.of("snd", "sndto", "sndfrom")) {
            t.named(name, key -> SendInfo.variable(name, key));
        }
        t.named("via0", key -> via(key, 0));
        t.named("via1", key -> via(key, 1));
        t.named("viaZ", key -> via(key, -1));
        t.named("K", NetworkVariables::constant);
        t.named("af", NetworkVariables::addressFamily);
        return t.exports();
    }

    private static void source(PvTable t) {
        for (String name : List.of("si", "src_ip")) {
            t.text(name, ctx -> flow(ctx, f -> Addresses.text(f.remote().getAddress())));
        }
        t.text("siz", ctx -> flow(ctx, f -> Addresses.hostText(f.remote().getAddress())));
        t.add("sp", port(Flow::remote));
        t.text("su", ctx -> flow(ctx, f -> "sip:" + hostPort(f.remote())));
        t.text("sut", ctx -> flow(ctx, f -> "sip:" + hostPort(f.remote()) + transport(f)));
        t.text("sas", ctx -> flow(ctx, f -> f.protocol().token() + ':' + hostPort(f.remote())));
    }

    private static void received(PvTable t) {
        t.text("Ri", ctx -> flow(ctx, f -> Addresses.text(f.local().getAddress())));
        t.add("Rp", port(Flow::local));
        t.text("Ru", ctx -> flow(ctx, f -> "sip:" + hostPort(f.local())));
        t.text("Rut", ctx -> flow(ctx, f -> "sip:" + hostPort(f.local()) + transport(f)));
        t.text("Ras", ctx -> flow(ctx, f -> f.protocol().token() + ':' + hostPort(f.local())));
        t.text(
                "Rn",
                ctx -> flow(
                        ctx,
                        f -> f.listenPoint() == null ? null : f.listenPoint().name()));
        t.text("RAi", ctx -> flow(ctx, f -> advertisedHost(f)));
        t.add("RAp", ctx -> ctx.flow() == null ? Value.NULL : Value.of(advertisedPort(ctx.flow())));
        t.text("RAu", ctx -> flow(ctx, f -> "sip:" + advertisedHost(f) + ':' + advertisedPort(f)));
        t.text("RAut", ctx -> flow(ctx, f -> "sip:" + advertisedHost(f) + ':' + advertisedPort(f) + transport(f)));
    }

    private static void protocol(PvTable t) {
        for (String name : List.of("pr", "proto")) {
            t.text(name, ctx -> flow(ctx, f -> f.protocol().token()));
        }
        t.add(
                "prid",
                ctx -> ctx.flow() == null
                        ? Value.NULL
                        : Value.of(protocolId(ctx.flow().protocol())));
        t.add(
                "conid",
                ctx -> ctx.flow() == null || ctx.flow().id() == 0
                        ? Value.NULL
                        : Value.of((int) ctx.flow().id()));
    }

    static int protocolId(TransportProtocol p) {
        return switch (p) {
            case UDP -> 1;
            case TCP -> 2;
            case TLS -> 3;
            case WS -> 5;
            case WSS -> 6;
        };
    }

    private static String advertisedHost(Flow f) {
        ListenPoint p = f.listenPoint();
        return p == null || p.advertisedHost() == null
                ? Addresses.text(f.local().getAddress())
                : p.advertisedHost();
    }

    private static int advertisedPort(Flow f) {
        ListenPoint p = f.listenPoint();
        return p == null || p.advertisedPort() <= 0 ? f.local().getPort() : p.advertisedPort();
    }

    static String hostPort(InetSocketAddress a) {
        return Addresses.hostText(a.getAddress()) + ':' + a.getPort();
    }

    private static String transport(Flow f) {
        return ";transport=" + f.protocol().token();
    }

    private static Pv port(FlowPart<InetSocketAddress> address) {
        return ctx -> ctx.flow() == null
                ? Value.NULL
                : Value.of(address.of(ctx.flow()).getPort());
    }

    private static String flow(ScriptContext ctx, FlowPart<String> part) {
        return ctx.flow() == null ? null : part.of(ctx.flow());
    }

    private static Pv via(String key, int number) throws FixupException {
        ViaPart part = switch (key) {
            case "host" -> v -> Value.of(v.host());
            case "port" -> v -> Value.of(Math.max(0, v.port()));
            case "proto" -> v -> Value.of(v.transport());
            case "protoid" ->
                v -> Value.of(TransportProtocol.of(v.transport())
                        .map(NetworkVariables::protocolId)
                        .orElse(0));
            case "branch", "rport", "received", "i" ->
                v -> Value.of(MessageParts.orNull(v.params().get(key)));
            default ->
                throw new FixupException("$via0(" + key + "): one of host port proto protoid branch rport received i");
        };
        return ctx -> {
            int index = number >= 0
                    ? number
                    : MessageParts.elementCount(ctx.message(), org.breakwater.sip.message.HeaderName.VIA) - 1;
            Via v = index < 0 ? null : MessageParts.via(ctx.message(), index);
            return v == null ? Value.NULL : part.of(v);
        };
    }

    private static Pv constant(String name) throws FixupException {
        Integer number = CONSTANTS.get(name);
        if (number == null) {
            throw new FixupException("$K(" + name + "): one of " + new java.util.TreeSet<>(CONSTANTS.keySet()));
        }
        Value v = Value.of((int) number);
        return ctx -> v;
    }

    private static Pv addressFamily(String key) throws FixupException {
        if (!key.equals("id") && !key.equals("name")) {
            throw new FixupException("$af(" + key + "): id or name");
        }
        boolean name = key.equals("name");
        return ctx -> {
            if (ctx.flow() == null) {
                return Value.NULL;
            }
            boolean v6 = ctx.flow().local().getAddress() instanceof Inet6Address;
            return name ? Value.of(v6 ? "IPv6" : "IPv4") : Value.of(v6 ? 10 : 2);
        };
    }

    @FunctionalInterface
    private interface FlowPart<T> {
        T of(Flow flow);
    }

    @FunctionalInterface
    private interface ViaPart {
        Value of(Via via);
    }
}
