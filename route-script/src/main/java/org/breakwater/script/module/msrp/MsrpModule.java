package org.breakwater.script.module.msrp;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;
import static org.breakwater.script.export.FunctionExport.ANY_ROUTE;

import java.util.List;
import java.util.function.ToIntFunction;
import org.breakwater.platform.metrics.Metrics;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.EventRequest;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.MsrpReceiver;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.msrp.MsrpFrame;
import org.breakwater.sip.msrp.MsrpUri;
import org.breakwater.sip.proxy.NextHopResolver;

/** Export table of msrp, and the receiver of frames for the script that loads it. */
public final class MsrpModule implements ScriptModule, MsrpReceiver {

    private static final String EVENT = "msrp:frame-in";
    private static final int FAILED = -1;

    private final Transport transport;
    private final FrameCounters counters;
    private final FrameSender sender;
    private final AskedSessions asked;
    private final ModuleExports exports;
    private boolean sipMessage = true;
    private int intervalSeconds = 60;
    private volatile ModuleRuntime runtime;
    private volatile Route route;
    private ModuleRuntime.Repetition timer;

    /** Frames leave through {@code transport}; next hops with names are found by {@code resolver}. */
    public MsrpModule(
            MsrpSessions sessions, Transport transport, NextHopResolver resolver, TimeSource time, Metrics metrics) {
        this.transport = transport;
        this.counters = new FrameCounters(metrics, sessions);
        this.sender = new FrameSender(transport, resolver, counters);
        this.asked = new AskedSessions(sessions, time, sender);
        ModuleExports.Builder table = ModuleExports.of("msrp")
                .pv(FrameVariables.variable())
                .transformation(FrameVariables.transformation())
                .rpc(new RpcExport(
                        "msrp.cmaplist", "Shows the sessions that users are reached by.", p -> asked.list()));
        parameters(table);
        functions(table);
        this.exports = table.build();
    }

    private void parameters(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("sipmsg", v -> sipMessage = v != 0))
                .parameter(ParameterExport.integer("cmap_size", v -> asked.setSize(Math.max(0, v))))
                .parameter(ParameterExport.integer("timer_interval", v -> intervalSeconds = v <= 0 ? 60 : v))
                .parameter(ParameterExport.integer("auth_min_expires", asked::setMinSeconds))
                .parameter(ParameterExport.integer("auth_max_expires", asked::setMaxSeconds))
                .parameter(ParameterExport.string("use_path_addr", asked::setAddress))
                .parameter(ParameterExport.ignoredString("event_callback"));
    }

    private void functions(ModuleExports.Builder table) {
        table.function(onFrame("msrp_is_request", (ctx, hand) -> hand.frame().isRequest() ? 1 : FAILED))
                .function(onFrame("msrp_is_reply", (ctx, hand) -> hand.frame().isRequest() ? FAILED : 1))
                .function(onFrame("msrp_relay", sender::relay))
                .function(onFrame("msrp_cmap_save", asked::save))
                .function(onFrame("msrp_cmap_lookup", (ctx, hand) -> asked.lookUp(hand)))
                .function(onFrame("msrp_cmap_own", (ctx, hand) -> asked.isOwn(hand)))
                .function(reply(STRING, STRING))
                .function(reply(STRING, STRING, STRING))
                .function(
                        FunctionExport.onWorker("msrp_set_dst", ANY_ROUTE, (a, l) -> setDestination(a), STRING, STRING))
                .function(flags("msrp_relay_flags", FrameInHand::addRelayFlags))
                .function(flags("msrp_reply_flags", FrameInHand::addReplyFlags));
    }

    /** What a function does with the frame in hand. */
    @FunctionalInterface
    private interface OnFrame {
        int apply(ScriptContext ctx, FrameInHand hand);
    }

    /** Takes flags. */
    @FunctionalInterface
    private interface TakesFlags {
        void add(FrameInHand hand, int flags);
    }

    private static int with(ScriptContext ctx, ToIntFunction<FrameInHand> call) {
        FrameInHand hand = FrameInHand.of(ctx);
        return hand == null ? FAILED : call.applyAsInt(hand);
    }

    private static FunctionExport onFrame(String name, OnFrame call) {
        return FunctionExport.onWorker(name, ANY_ROUTE, (a, l) -> ctx -> with(ctx, hand -> call.apply(ctx, hand)));
    }

    private static FunctionExport flags(String name, TakesFlags call) {
        return FunctionExport.onWorker(
                name,
                ANY_ROUTE,
                (a, l) -> {
                    Expression flags = a.expression(0);
                    return ctx -> with(ctx, hand -> {
                        call.add(hand, flags.asInt(ctx));
                        return 1;
                    });
                },
                INT);
    }

    private FunctionExport reply(ArgumentKind... parameters) {
        return FunctionExport.onWorker("msrp_reply", ANY_ROUTE, (a, l) -> replyWith(a), parameters);
    }

    private Action replyWith(Arguments a) {
        Expression code = a.expression(0);
        Expression comment = a.expression(1);
        Expression more = a.count() > 2 ? a.expression(2) : null;
        return ctx -> with(
                ctx,
                hand -> reply(ctx, hand, code.asText(ctx), comment.asText(ctx), more == null ? "" : more.asText(ctx)));
    }

    private int reply(ScriptContext ctx, FrameInHand hand, String code, String comment, String more) {
        if (!code.matches("[1-9][0-9][0-9]") || comment.indexOf('\r') >= 0 || comment.indexOf('\n') >= 0) {
            ctx.log(-1, "msrp_reply: a code of three digits and a text of one line are needed\n");
            return FAILED;
        }
        if (code.charAt(0) > '3' && !code.equals("401")) {
            counters.refusedByScript.increment();
        }
        boolean ends = more.isEmpty() || more.endsWith("\r\n");
        return sender.reply(hand, code, comment, ends ? more : more + "\r\n");
    }

    private Action setDestination(Arguments a) {
        Expression address = a.expression(0);
        Expression socket = a.expression(1);
        return ctx -> with(ctx, hand -> {
            try {
                hand.goTo(MsrpUri.parse(address.asText(ctx)), socket(socket.asText(ctx)));
                return 1;
            } catch (SipParseException e) {
                ctx.log(-1, "msrp_set_dst: " + e.getMessage() + "\n");
                return FAILED;
            }
        });
    }

    /** One of our sockets by its name; null when there is none: any will do then. */
    private ListenPoint socket(String name) {
        List<ListenPoint> points = transport.listenPoints();
        return points.stream()
                .filter(p -> p.toString().equalsIgnoreCase(name))
                .findFirst()
                .orElse(null);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (!asked.isPossible()) {
            throw new FixupException("auth_min_expires is 1 second or more, auth_max_expires no less than that");
        }
    }

    @Override
    public void running(ModuleRuntime newRuntime) {
        route = newRuntime.eventRoute(EVENT).orElse(null);
        if (route == null) {
            newRuntime.log().log(
                    0, "module msrp is loaded, but there is no event_route[" + EVENT + "]: frames are dropped\n");
        }
        runtime = newRuntime;
        timer = newRuntime.every(intervalSeconds * 1000L, asked::expire);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.close();
        }
    }

    @Override
    public void received(MsrpFrame frame, Flow flow, Worker worker) {
        counters.in.increment();
        ModuleRuntime here = runtime;
        if (here == null || route == null) {
            return;
        }
        FrameInHand hand = new FrameInHand(frame, flow);
        try {
            SipMessage message = sipMessage ? FrameMessage.of(frame, flow) : EventRequest.create();
            ScriptContext ctx = here.contextOn(worker, message, flow, RouteKind.EVENT);
            hand.attachTo(ctx);
            here.run(route, ctx, null);
        } catch (SipParseException e) {
            counters.refusedMalformed.increment();
            sender.reply(hand, "400", "Bad header field", "");
        }
    }

    @Override
    public void tooLarge(MsrpFrame head, Flow flow, Worker worker) {
        counters.in.increment();
        counters.refusedTooLarge.increment();
        sender.reply(new FrameInHand(head, flow), "413", "Frame too large", "");
    }
}
