package org.breakwater.script.module.tm;

import java.util.Optional;
import org.breakwater.script.module.core.OutgoingFields;
import org.breakwater.script.module.sl.ScriptError;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Addresses;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;
import org.breakwater.sip.proxy.BranchPlan;
import org.breakwater.sip.proxy.BranchTimers;
import org.breakwater.sip.proxy.ForwardedRequest;
import org.breakwater.sip.proxy.TopVia;
import org.breakwater.sip.resolve.NextHop;

/** Turns a destination of the script into what a branch sends and where: {@code $du}, else the Request-URI. */
final class NextHops {

    private final Transport transport;
    private final Detours detours;

    NextHops(Transport transport, Detours detours) {
        this.transport = transport;
        this.detours = detours;
    }

    /** A plan, or one of {@link ScriptError} and no plan. */
    record Planned(BranchPlan plan, int error) {}

    /** The plan of a branch. */
    Planned plan(ScriptContext ctx, Destination d, RelayOptions options, BranchTimers timers) {
        NextHop hop;
        try {
            hop = nextHop(ctx, d, options);
        } catch (SipParseException e) {
            ctx.log(-1, "cannot send to " + target(ctx, d) + ": " + e.getMessage() + "\n");
            return new Planned(null, e.status() == 416 ? ScriptError.BAD_ADDRESS : ScriptError.BAD_URI);
        }
        MessageEdits edits = ctx.edits().copy();
        if (ctx.flow() != null) {
            TopVia.stamp(ctx.message(), ctx.flow(), ctx.reply().isForceRport(), edits);
        }
        String route = d.path() == null || d.path().isEmpty() ? "" : "Route: " + d.path() + "\r\n";
        BranchPlan plan = new BranchPlan(
                new ForwardedRequest(ctx.message(), d.uri(), route, edits, OutgoingFields.of(ctx)),
                hop,
                d.socket(),
                options.nextHop() == null ? flowId(d) : 0,
                !ctx.reply().isNoConnectForForward(),
                timers);
        return new Planned(options.nextHop() == null && options.protocol() == null ? viaHolder(d, plan) : plan, 0);
    }

    /** Through the server that has the phone's connection, and when that cannot be reached directly. */
    private BranchPlan viaHolder(Destination d, BranchPlan direct) {
        if (detours == Detours.NONE || direct.flowId() != 0) {
            return direct;
        }
        ForwardedRequest form = direct.request();
        return detours.of(d.holder(), direct.nextHop(), form.message())
                .map(way -> new BranchPlan(
                        new ForwardedRequest(
                                form.message(),
                                form.requestUri(),
                                way.route() + form.topFields(),
                                form.edits(),
                                form.leaving()),
                        way.hop(),
                        null,
                        0,
                        true,
                        direct.timers(),
                        direct))
                .orElse(direct);
    }

    private static String target(ScriptContext ctx, Destination d) {
        if (d.dstUri() != null && !d.dstUri().isEmpty()) {
            return d.dstUri();
        }
        return d.uri() != null ? d.uri() : ctx.message().requestUriText();
    }

    private static NextHop nextHop(ScriptContext ctx, Destination d, RelayOptions options) throws SipParseException {
        String given = options.nextHop(ctx);
        String text = given == null ? target(ctx, d) : asUri(given);
        NextHop hop = NextHop.of(SipUri.parse(text));
        TransportProtocol forced = options.protocol();
        return forced == null ? hop : new NextHop(hop.host(), hop.port(), forced, false);
    }

    /** {@code host:port} and {@code proto:host:port} as URI; a URI as it is. */
    private static String asUri(String hop) {
        if (hop.startsWith("sip:") || hop.startsWith("sips:")) {
            return hop;
        }
        int colon = hop.indexOf(':');
        if (colon > 0 && !hop.startsWith("[")) {
            Optional<TransportProtocol> protocol = TransportProtocol.of(hop.substring(0, colon));
            if (protocol.isPresent()) {
                return "sip:" + hop.substring(colon + 1) + ";transport="
                        + protocol.get().token();
            }
        }
        return "sip:" + hop;
    }

    /** The connection of the binding, unless the script has chosen another next hop since. */
    private long flowId(Destination d) {
        if (d.flowId() == 0 || d.dstUri() == null || d.dstUri().isEmpty()) {
            return d.flowId();
        }
        Optional<Flow> flow = transport.flow(d.flowId());
        if (flow.isEmpty()) {
            return 0;
        }
        try {
            SipUri uri = SipUri.parse(d.dstUri());
            boolean same = flow.get().remote().getAddress().equals(Addresses.numeric(uri.host()))
                    && flow.get().remote().getPort() == uri.port();
            return same ? d.flowId() : 0;
        } catch (SipParseException e) {
            return 0;
        }
    }
}
