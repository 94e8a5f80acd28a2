package org.breakwater.script.module.rr;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.breakwater.script.module.core.HeaderEdits;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.message.HeaderElements;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.Params;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.message.SipUri;

/** Works out where a request with a route set goes (RFC 3261 §16.4, §16.6 item 6, §16.12). */
final class LooseRouter {

    /** The route is worked out. */
    static final int ROUTED = 1;
    /** There is no route, or it is malformed. */
    static final int NOT_ROUTED = -1;
    /** The request begins a dialog and had no Route but ours. */
    static final int ONLY_PRELOADED = -3;

    private final RrSettings settings;
    private final OwnRoutes own;
    private final List<RouteListener> listeners = new CopyOnWriteArrayList<>();

    LooseRouter(RrSettings settings, OwnRoutes own) {
        this.settings = settings;
        this.own = own;
    }

    void addListener(RouteListener listener) {
        listeners.add(listener);
    }

    /**
     * Routes.
     *
     * @param neverStrict take the Request-URI for the target even if it is ours
     */
    int route(ScriptContext ctx, boolean neverStrict) {
        SipMessage request = ctx.message();
        if (!request.isRequest() || !request.has(HeaderName.ROUTE)) {
            return NOT_ROUTED;
        }
        try {
            boolean preloaded = request.toTag() == null;
            Routes routes = new Routes(ctx);
            SipUri target = SipUri.parse(ctx.requestUri());
            boolean strict = !preloaded
                    && !neverStrict
                    && own.isOurs(target)
                    && !target.params().has("gr");
            return strict ? afterStrict(ctx, routes, target) : afterLoose(ctx, routes, preloaded);
        } catch (SipParseException e) {
            ctx.log(-1, "loose_route: cannot read the route set: " + e.getMessage() + "\n");
            return NOT_ROUTED;
        }
    }

    /** The hop before us routes loosely: our Route is on top, the Request-URI is the target. */
    private int afterLoose(ScriptContext ctx, Routes routes, boolean preloaded) throws SipParseException {
        SipUri top = routes.uri(0);
        int consumed = 0;
        Params params = Params.NONE;
        if (own.isOurs(top)) {
            params = top.params();
            consumed = 1;
            boolean pair = settings.isDoubleRr() && params.has("r2") && routes.count() > 1;
            if (pair && own.isOurs(routes.uri(1))) {
                consumed = 2;
                forceSocket(ctx, routes.uri(1));
            } else if (settings.forcesSendSocket()) {
                forceSocket(ctx, top);
            }
            routes.removeFirst(consumed);
        }
        boolean more = consumed < routes.count();
        ctx.attachments().put(RouteInfo.KEY, new RouteInfo(params, consumed > 0 && more));
        if (more) {
            toNext(ctx, routes, consumed);
        }
        tell(ctx, params);
        return more || !preloaded ? ROUTED : ONLY_PRELOADED;
    }

    private static void toNext(ScriptContext ctx, Routes routes, int index) throws SipParseException {
        SipUri next = routes.uri(index);
        if (next.isLoose()) {
            ctx.destination().setDstUri(next.text());
            return;
        }
        String target = ctx.requestUri();
        routes.remove(index);
        HeaderEdits.insertAfter(ctx, routes.lastField(), "Route: <" + target + ">");
        ctx.destination().setUri(next.text());
        ctx.destination().setDstUri(null);
    }

    /** The hop before us routes strictly: the Request-URI is our Record-Route, the last Route is the target. */
    private int afterStrict(ScriptContext ctx, Routes routes, SipUri ours) throws SipParseException {
        int first = 0;
        Params params = ours.params().text().isEmpty() ? own.params(ctx) : ours.params();
        if (settings.isDoubleRr() && ours.params().has("r2") && own.isOurs(routes.uri(0))) {
            forceSocket(ctx, routes.uri(0));
            routes.removeFirst(1);
            first = 1;
        }
        ctx.attachments().put(RouteInfo.KEY, new RouteInfo(params, false));
        if (first < routes.count()) {
            SipUri next = routes.uri(first);
            if (next.isLoose()) {
                int last = routes.count() - 1;
                ctx.destination().setUri(routes.uri(last).text());
                ctx.destination().setDstUri(next.text());
                routes.remove(last);
            } else {
                ctx.destination().setUri(next.text());
                ctx.destination().setDstUri(null);
                routes.remove(first);
            }
        }
        tell(ctx, params);
        return ROUTED;
    }

    private void forceSocket(ScriptContext ctx, SipUri uri) {
        ListenPoint socket = own.socketOf(uri);
        if (socket != null) {
            ctx.destination().setSocket(socket);
        } else if (settings.warnsOfMismatch()) {
            ctx.log(0, "loose_route: no socket of ours is <" + uri.text() + ">\n");
        }
    }

    private void tell(ScriptContext ctx, Params params) {
        for (RouteListener listener : listeners) {
            listener.routed(ctx, params);
        }
    }

    /** The elements of Route in one message. */
    private static final class Routes {
        private final ScriptContext ctx;
        private final List<String> elements;

        Routes(ScriptContext ctx) throws SipParseException {
            this.ctx = ctx;
            this.elements = ctx.message().values(HeaderName.ROUTE);
            if (elements.isEmpty()) {
                throw new SipParseException(400, 0, "Route is empty");
            }
        }

        int count() {
            return elements.size();
        }

        SipUri uri(int i) throws SipParseException {
            return NameAddr.parse(elements.get(i)).uri();
        }

        void removeFirst(int count) {
            HeaderElements walk = ctx.message().elements(HeaderName.ROUTE);
            for (int i = 0; i < count && walk.next(); i++) {
                walk.remove(ctx.edits());
            }
        }

        void remove(int index) {
            HeaderElements walk = ctx.message().elements(HeaderName.ROUTE, ctx.edits());
            int gone = elements.size();
            while (walk.next()) {
                gone--;
            }
            walk = ctx.message().elements(HeaderName.ROUTE, ctx.edits());
            for (int i = gone; walk.next(); i++) {
                if (i == index) {
                    walk.remove(ctx.edits());
                    return;
                }
            }
        }

        int lastField() {
            int last = -1;
            int i = ctx.message().index().first(HeaderName.ROUTE);
            while (i >= 0) {
                last = i;
                i = ctx.message().index().next(HeaderName.ROUTE, i + 1);
            }
            return last;
        }
    }
}
