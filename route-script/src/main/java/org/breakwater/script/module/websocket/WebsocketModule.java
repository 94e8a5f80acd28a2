package org.breakwater.script.module.websocket;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import java.util.Map;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.RpcExport.RpcException;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.module.xhttp.HttpAnswer;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.flow.WebSocketControl;

/** Export table of websocket: handshakes, keepalives and the end of WebSockets. */
public final class WebsocketModule implements ScriptModule {

    private static final ContextKey<Long> CLOSED = new ContextKey<>("websocket-closed");
    private static final byte[] NO_BODY = new byte[0];
    private static final int SIP = 1;
    private static final int MSRP = 2;
    private static final int NORMAL_CLOSURE = 1000;
    private static final String NORMAL_REASON = "Normal closure";
    private static final List<WebSocketControl.Kind> MECHANISMS =
            List.of(WebSocketControl.Kind.PING, WebSocketControl.Kind.PONG);

    private final OpenSockets sockets;
    private final ModuleExports exports;
    private int mechanism = 1;
    private int timeoutSeconds = 180;
    private int intervalSeconds = 1;
    private int subProtocols = SIP | MSRP;
    private String pingData = "Breakwater";
    private volatile boolean enabled = true;
    private volatile ModuleRuntime runtime;
    private ModuleRuntime.Repetition timer;

    /** Works on the connections of this transport. */
    public WebsocketModule(Transport transport) {
        this.sockets = new OpenSockets(transport);
        ModuleExports.Builder table = ModuleExports.of("websocket")
                .parameter(ParameterExport.integer("keepalive_mechanism", v -> mechanism = v))
                .parameter(ParameterExport.integer("keepalive_timeout", v -> timeoutSeconds = v))
                .parameter(ParameterExport.integer("keepalive_interval", v -> intervalSeconds = v))
                .parameter(ParameterExport.integer("sub_protocols", v -> subProtocols = v))
                .parameter(ParameterExport.string("ping_application_data", v -> pingData = v))
                .function(FunctionExport.of(
                        "ws_handle_handshake", FunctionExport.ANY_ROUTE, (a, l) -> this::handleHandshake))
                .function(FunctionExport.of("ws_close", FunctionExport.ANY_ROUTE, (a, l) -> this::close))
                .function(
                        FunctionExport.of("ws_close", FunctionExport.ANY_ROUTE, (a, l) -> close(a, null), INT, STRING))
                .function(FunctionExport.of(
                        "ws_close", FunctionExport.ANY_ROUTE, (a, l) -> close(a, a.expression(2)), INT, STRING, INT))
                .pv(new PvExport("ws_conid", (spec, load) -> WebsocketModule::closedId));
        addCommands(table);
        this.exports = KnownParameters.complete(table);
    }

    private void addCommands(ModuleExports.Builder table) {
        table.rpc(new RpcExport("ws.dump", "Shows the first 50 WebSockets.", p -> sockets.dump(now())))
                .rpc(new RpcExport(
                        "ws.close",
                        "Closes a WebSocket.",
                        p -> send(p, WebSocketControl.close(NORMAL_CLOSURE, NORMAL_REASON))))
                .rpc(new RpcExport("ws.ping", "Sends a ping.", p -> send(p, keepAlive(WebSocketControl.Kind.PING))))
                .rpc(new RpcExport("ws.pong", "Sends a pong.", p -> send(p, keepAlive(WebSocketControl.Kind.PONG))))
                .rpc(new RpcExport("ws.enable", "Lets new WebSockets in.", p -> enable(true)))
                .rpc(new RpcExport("ws.disable", "Lets no new WebSockets in.", p -> enable(false)));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (mechanism < 0 || mechanism > MECHANISMS.size()) {
            throw new FixupException("keepalive_mechanism is 0 (none), 1 (ping) or 2 (pong)");
        }
        if (timeoutSeconds < 1 || intervalSeconds < 1) {
            throw new FixupException("keepalive_timeout and keepalive_interval are 1 second or more");
        }
        if ((subProtocols & SIP) == 0 || (subProtocols & ~(SIP | MSRP)) != 0) {
            throw new FixupException("sub_protocols is 1 or 3: only sip is spoken over WebSockets");
        }
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        runtime = newRuntime;
        WebSocketControl frame = mechanism == 0 ? null : keepAlive(MECHANISMS.get(mechanism - 1));
        timer = newRuntime.every(
                intervalSeconds * 1000L, () -> sockets.keepAlive(now(), timeoutSeconds * 1_000_000_000L, frame));
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.close();
        }
    }

    private WebSocketControl keepAlive(WebSocketControl.Kind kind) {
        return new WebSocketControl(kind, 0, pingData);
    }

    private long now() {
        ModuleRuntime here = runtime;
        return here == null ? 0 : here.time().monotonicNanos();
    }

    private int handleHandshake(ScriptContext ctx) {
        HttpAnswer http = HttpAnswer.of(ctx);
        if (http == null || !http.take()) {
            return 0;
        }
        if (!enabled) {
            http.send(503, "Service Unavailable", null, NO_BODY);
            return 0;
        }
        if (!http.isWebSocketUpgrade()) {
            http.send(400, "Bad Request", null, NO_BODY);
            return 0;
        }
        sockets.add(ctx.flow(), now());
        http.acceptWebSocket();
        return 1;
    }

    private int close(ScriptContext ctx) {
        return sockets.send(ctx.flow().id(), WebSocketControl.close(NORMAL_CLOSURE, NORMAL_REASON)) ? 1 : -1;
    }

    private Action close(Arguments a, Expression connection) {
        Expression status = a.expression(0);
        Expression reason = a.expression(1);
        return ctx -> {
            int code = status.asInt(ctx);
            if (!mayBeSent(code)) {
                ctx.log(-1, "ws_close: " + code + " is no status a WebSocket may be closed with\n");
                return -1;
            }
            long id = connection == null ? ctx.flow().id() : connection.asInt(ctx);
            return sockets.send(id, WebSocketControl.close(code, reason.asText(ctx))) ? 1 : -1;
        };
    }

    /** RFC 6455 §7.4: what an endpoint may put into a close frame. */
    private static boolean mayBeSent(int status) {
        return status >= 1000 && status <= 1003 || status >= 1007 && status <= 1014 || status >= 3000 && status <= 4999;
    }

    private Object send(List<Object> parameters, WebSocketControl frame) throws RpcException {
        long id;
        try {
            id = Long.parseLong(parameters.isEmpty() ? "" : parameters.get(0).toString());
        } catch (NumberFormatException e) {
            throw new RpcException(400, "the number of a connection is needed");
        }
        if (!sockets.send(id, frame)) {
            throw new RpcException(404, "WebSocket connection " + id + " not found");
        }
        return Map.of();
    }

    private Object enable(boolean on) {
        enabled = on;
        return Map.of();
    }

    /** A connection has ended; only WebSockets are of interest. On any thread. */
    public void closed(Flow flow) {
        if (flow.protocol() != TransportProtocol.WS && flow.protocol() != TransportProtocol.WSS) {
            return;
        }
        sockets.remove(flow);
        ModuleRuntime here = runtime;
        Route route = here == null ? null : here.eventRoute("websocket:closed").orElse(null);
        if (route != null) {
            ScriptContext ctx = here.context(EventRequest.create(), flow, RouteKind.EVENT);
            ctx.attachments().put(CLOSED, flow.id());
            ctx.worker().execute(() -> here.run(route, ctx, null));
        }
    }

    private static Value closedId(ScriptContext ctx) {
        Long id = ctx.attachments().get(CLOSED);
        return id == null ? Value.ZERO : Value.of(Math.toIntExact(id));
    }
}
