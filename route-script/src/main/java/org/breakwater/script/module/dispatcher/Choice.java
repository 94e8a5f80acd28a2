package org.breakwater.script.module.dispatcher;

import java.util.List;
import java.util.Map;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.run.Xavps;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Puts gateways into a request: the first into its destination, all into the extended AVP the others are taken from. */
final class Choice {

    /** Names of the extended AVPs, and whether the others are kept for {@code ds_next_dst}. */
    record Settings(String destinations, String context, boolean failover) {}

    /** What of the request a gateway replaces. */
    enum Part {
        NEXT_HOP,
        DOMAIN
    }

    private final Settings settings;

    Choice(Settings settings) {
        this.settings = settings;
    }

    int choose(ScriptContext ctx, List<Gateway> order, int limit, Part part) {
        if (order.isEmpty()) {
            return -1;
        }
        remember(ctx, order, limit);
        return apply(ctx.destination(), ctx.requestUri(), order.get(0).uri(), part) ? 1 : -1;
    }

    /** A branch for each gateway. */
    int chooseAll(ScriptContext ctx, List<Gateway> order, Part part) {
        if (order.isEmpty()) {
            return -1;
        }
        for (Gateway g : order.subList(1, order.size())) {
            Destination branch = new Destination();
            branch.setUri(ctx.requestUri());
            apply(branch, ctx.requestUri(), g.uri(), part);
            ctx.branches().add(branch);
        }
        return apply(ctx.destination(), ctx.requestUri(), order.get(0).uri(), part) ? 1 : -1;
    }

    /** Keeps gateways without putting the first one in place: {@code ds_select}. */
    void remember(ScriptContext ctx, List<Gateway> order, int limit) {
        Xavps xavps = ctx.scope().avps().xavps();
        xavps.removeAll(settings.destinations());
        xavps.removeAll(settings.context());
        int count = settings.failover() ? limit > 0 ? Math.min(limit, order.size()) : order.size() : 1;
        for (int i = 0; i < count; i++) {
            Gateway g = order.get(i);
            Map<String, List<Value>> record = xavps.append(settings.destinations());
            record.put("uri", list(Value.of(g.uri())));
            record.put("grp", list(Value.of(g.set())));
            record.put("dstidx", list(Value.of(i)));
            if (!g.attributes().isEmpty()) {
                record.put("attrs", list(Value.of(g.attributes())));
            }
        }
        xavps.append(settings.context()).put("cnt", list(Value.of(count)));
    }

    private static List<Value> list(Value value) {
        List<Value> list = new java.util.ArrayList<>(1);
        list.add(value);
        return list;
    }

    /** The gateway in use, or null. */
    String current(ScriptContext ctx) {
        Map<String, List<Value>> record = ctx.scope().avps().xavps().record(settings.destinations(), 0);
        return record == null || !record.containsKey("uri")
                ? null
                : record.get("uri").get(0).toText();
    }

    /** The set of the gateway in use. */
    int currentSet(ScriptContext ctx) {
        Map<String, List<Value>> record = ctx.scope().avps().xavps().record(settings.destinations(), 0);
        return record == null || !record.containsKey("grp")
                ? -1
                : record.get("grp").get(0).toInt();
    }

    /** Goes on to the next gateway; -1 when there is none. */
    int next(ScriptContext ctx, Part part) {
        if (!settings.failover() || current(ctx) == null) {
            return -1;
        }
        ctx.scope().avps().xavps().remove(settings.destinations(), 0);
        return useCurrent(ctx, part);
    }

    /** Puts the gateway in use into the request: {@code ds_set_dst}. */
    int useCurrent(ScriptContext ctx, Part part) {
        String uri = current(ctx);
        return uri != null && apply(ctx.destination(), ctx.requestUri(), uri, part) ? 1 : -1;
    }

    private static boolean apply(Destination destination, String requestUri, String gateway, Part part) {
        if (part == Part.NEXT_HOP) {
            destination.setDstUri(gateway);
            return true;
        }
        try {
            SipUri to = SipUri.parse(gateway);
            destination.setUri(SipUri.parse(requestUri)
                    .withHost(to.host())
                    .withPort(to.port())
                    .toString());
            return true;
        } catch (SipParseException e) {
            return false;
        }
    }
}
