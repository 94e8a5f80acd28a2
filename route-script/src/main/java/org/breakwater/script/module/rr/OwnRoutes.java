package org.breakwater.script.module.rr;

import java.util.List;
import org.breakwater.script.module.core.Sockets;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Which Route is ours, what it says, and which way a request within a dialog goes. */
final class OwnRoutes {

    private static final int DEFAULT_PORT = 5060;
    private static final int DEFAULT_TLS_PORT = 5061;

    private final LocalDomains domains;

    OwnRoutes(LocalDomains domains) {
        this.domains = domains;
    }

    /** Whether a URI names one of our sockets or domains; a missing port counts as the default one. */
    boolean isOurs(SipUri uri) {
        return uri.host() != null && domains.isLocal(uri.host(), port(uri), null);
    }

    /** The socket a Record-Route of ours was written for, or null. */
    ListenPoint socketOf(SipUri uri) {
        List<ListenPoint> sockets = domains.sockets();
        String name = uri.params().get("sn");
        if (name != null) {
            return Sockets.named(sockets, name);
        }
        String transport = uri.transport() == null ? TransportProtocol.UDP.token() : uri.transport();
        ListenPoint found = Sockets.find(sockets, transport + ':' + uri.host() + ':' + port(uri));
        return found == null && transport.equals("ws")
                ? Sockets.find(sockets, "wss:" + uri.host() + ':' + port(uri))
                : found;
    }

    private static int port(SipUri uri) {
        if (uri.port() > 0) {
            return uri.port();
        }
        return uri.isSecure() || "tls".equals(uri.transport()) ? DEFAULT_TLS_PORT : DEFAULT_PORT;
    }

    /** URI of the first Route, or null. */
    static String topUri(ScriptContext ctx) {
        HeaderElements routes = ctx.message().elements(HeaderName.ROUTE);
        try {
            return routes.next() ? NameAddr.parse(routes.text()).uriText() : null;
        } catch (SipParseException e) {
            return null;
        }
    }

    /** Parameters of our Route: as loose_route() found it, else of the first one if it is ours. */
    Params params(ScriptContext ctx) {
        RouteInfo info = ctx.attachments().get(RouteInfo.KEY);
        if (info != null) {
            return info.params();
        }
        String top = topUri(ctx);
        try {
            SipUri uri = top == null ? null : SipUri.parse(top);
            return uri != null && isOurs(uri) ? uri.params() : Params.NONE;
        } catch (SipParseException e) {
            return Params.NONE;
        }
    }

    /** Whether a request goes from callee to caller, by the ftag of our Route. Without one it does not. */
    boolean isUpstream(ScriptContext ctx) {
        String ftag = params(ctx).get("ftag");
        return ftag != null && !ftag.equals(ctx.message().fromTag());
    }
}
