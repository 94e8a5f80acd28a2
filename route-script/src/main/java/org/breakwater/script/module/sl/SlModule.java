package org.breakwater.script.module.sl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.RpcExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.Value;
import org.breakwater.sip.message.ReasonPhrase;

/** Export table of the sl module. */
public final class SlModule implements ScriptModule {

    private static final Set<RouteKind> REQUEST = Set.of(RouteKind.REQUEST);
    private static final Set<RouteKind> REPLYING =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.ONREPLY, RouteKind.CORE_REPLY);
    private static final Set<RouteKind> REPLIES = Set.of(RouteKind.ONREPLY, RouteKind.CORE_REPLY);

    private final Signalling signalling;
    private final StatelessReplies replies;
    private final ReplyForwarding forwarding;
    private final ModuleExports exports;
    private int defaultCode = 500;
    private String defaultReason = "Internal Server Error";
    private boolean bindTm = true;

    /** Replies through {@code signalling} where there is a transaction, else through {@code replies}. */
    public SlModule(Signalling signalling, StatelessReplies replies, ReplyForwarding forwarding) {
        this.signalling = signalling;
        this.replies = replies;
        this.forwarding = forwarding;
        ModuleExports.Builder table = ModuleExports.of("sl");
        functions(table);
        parameters(table);
        table.pv(new PvExport(
                "ltt", (spec, load) -> ctx -> Value.of(ctx.message().toTag())));
        table.rpc(new RpcExport("sl.stats", "Counts replies sent without a transaction.", p -> stats()));
        this.exports = table.build();
    }

    /** Forwards a reply without a transaction. */
    @FunctionalInterface
    public interface ReplyForwarding {
        /**
         * Forwards the reply of a context to where the Via below ours says.
         *
         * @param status 0 to keep it
         * @param reason null to keep it
         * @return whether it was sent
         */
        boolean forward(ScriptContext ctx, int status, String reason);
    }

    private void functions(ModuleExports.Builder table) {
        ArgumentKind code = ArgumentKind.INT;
        ArgumentKind text = ArgumentKind.STRING;
        Action error = ctx -> replies.reply(
                ctx, ScriptError.status(ScriptError.last(ctx)), ScriptError.reason(ScriptError.last(ctx), "SL"));
        table.function(FunctionExport.onWorker("sl_send_reply", REQUEST, this::stateless, code, text))
                .function(FunctionExport.onWorker("sl_reply", REQUEST, this::stateless, code, text))
                .function(FunctionExport.onWorker("send_reply", REPLYING, this::either, code, text))
                .function(FunctionExport.onWorker("send_reply_mode", REPLYING, this::byMode, code, text, code))
                .function(FunctionExport.onWorker("sl_reply_error", REQUEST, (a, l) -> error))
                .function(FunctionExport.onWorker("sl_forward_reply", REPLIES, (a, l) -> ctx -> pass(ctx, 0, null)))
                .function(FunctionExport.onWorker("sl_forward_reply", REPLIES, this::passAs, text))
                .function(FunctionExport.onWorker("sl_forward_reply", REPLIES, this::passAs, text, text));
    }

    private void parameters(ModuleExports.Builder table) {
        table.parameter(ParameterExport.integer("default_code", v -> defaultCode = checkedCode(v)))
                .parameter(ParameterExport.string("default_reason", v -> defaultReason = v))
                .parameter(ParameterExport.integer("bind_tm", v -> bindTm = v != 0))
                .parameter(ParameterExport.ignoredInteger("rich_redirect"))
                .parameter(ParameterExport.ignoredString("event_callback_fl_ack"))
                .parameter(ParameterExport.ignoredString("event_callback_lres_sent"));
    }

    private static int checkedCode(int code) throws FixupException {
        if (code < 100 || code > 699) {
            throw new FixupException("default_code must be a status from 100 to 699");
        }
        return code;
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) {
        String signature = load.coreParameter("server_signature");
        String header = load.coreParameter("server_header");
        if (signature != null && (signature.equals("0") || signature.equals("no") || signature.equals("off"))) {
            replies.writer().setServerField("");
        } else if (header != null) {
            replies.writer().setServerField(header.isEmpty() ? "" : header + "\r\n");
        }
    }

    @Override
    public void running(ModuleRuntime runtime) {
        runtime.eventRoute("sl:filtered-ack")
                .ifPresent(route -> replies.onFilteredAck(ctx -> runtime.run(route, ctx, null)));
    }

    private Action stateless(Arguments a, LoadContext load) {
        Code code = code(a, 0);
        Expression reason = a.expression(1);
        return ctx -> replies.reply(ctx, code.of(ctx), reason(ctx, code.of(ctx), reason));
    }

    private Action either(Arguments a, LoadContext load) {
        Code code = code(a, 0);
        Expression reason = a.expression(1);
        return ctx -> send(ctx, code.of(ctx), reason(ctx, code.of(ctx), reason));
    }

    private Action byMode(Arguments a, LoadContext load) {
        Code code = code(a, 0);
        Expression reason = a.expression(1);
        Expression mode = a.expression(2);
        return ctx -> {
            String text = reason(ctx, code.of(ctx), reason);
            if ((mode.asInt(ctx) & 1) != 0 && ctx.transaction() == null) {
                int made = signalling.newTransaction(ctx);
                if (made <= 0) {
                    return made;
                }
            }
            return send(ctx, code.of(ctx), text);
        };
    }

    private int send(ScriptContext ctx, int status, String reason) {
        return bindTm && ctx.transaction() != null
                ? signalling.reply(ctx, status, reason)
                : replies.reply(ctx, status, reason);
    }

    private Action passAs(Arguments a, LoadContext load) {
        Expression code = a.expression(0);
        Expression reason = a.count() > 1 ? a.expression(1) : null;
        return ctx -> pass(ctx, code.asInt(ctx), reason == null ? null : reason.asText(ctx));
    }

    private int pass(ScriptContext ctx, int status, String reason) {
        return forwarding.forward(ctx, status, reason) ? 1 : -1;
    }

    private interface Code {
        int of(ScriptContext ctx);
    }

    /** As in Kamailio a number, a constant that is one, or a variable that holds one; else the default. */
    private Code code(Arguments a, int i) {
        Expression given = a.expression(i);
        return ctx -> {
            try {
                int number = given.asInt(ctx);
                return number >= 100 && number <= 699 ? number : defaultCode;
            } catch (EvaluationException e) {
                return defaultCode;
            }
        };
    }

    private String reason(ScriptContext ctx, int status, Expression reason) {
        String text = reason.asText(ctx);
        if (!text.isEmpty()) {
            return text;
        }
        return status == defaultCode ? defaultReason : ReasonPhrase.of(status);
    }

    private Map<String, Object> stats() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (int c = 1; c <= 6; c++) {
            counts.put(c + "xx", replies.sent(c));
        }
        counts.put("filtered_acks", replies.filteredAcks());
        counts.put("failures", replies.failures());
        return counts;
    }
}
