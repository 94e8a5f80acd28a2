package org.breakwater.script.module.rtpproxy;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import java.util.function.Function;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.mediarelay.Operation;
import org.breakwater.script.module.mediarelay.RelayCommands;
import org.breakwater.script.module.mediarelay.RelaySets;
import org.breakwater.script.module.shared.KnownParameters;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** Export table of rtpproxy. */
public final class RtpproxyModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;
    private static final int DEFAULT_SET = 0;
    private static final ContextKey<Integer> SET = new ContextKey<>("rtpproxy set");

    private final TimeSource time;
    private final RelaySets sets;
    private final ModuleExports exports;
    private int timeoutSeconds = 1;
    private int retries = 5;
    private String noProxyLine = "a=nortpproxy:yes";
    private ProxyCalls calls;

    /** Cookies and timeouts go by {@code time}. */
    public RtpproxyModule(TimeSource time) {
        this.time = time;
        this.sets = new RelaySets(time);
        ModuleExports.Builder table = ModuleExports.of("rtpproxy")
                .parameter(ParameterExport.string("rtpproxy_sock", v -> sets.add(v, DEFAULT_SET)))
                .parameter(ParameterExport.integer("rtpproxy_tout", v -> timeoutSeconds = v))
                .parameter(ParameterExport.integer("rtpproxy_retr", v -> retries = v))
                .parameter(ParameterExport.integer("rtpproxy_disable_tout", sets::setDisableSeconds))
                .parameter(ParameterExport.string("nortpproxy_str", v -> noProxyLine = v.strip()))
                .parameter(ParameterExport.string("db_url", v -> {
                    throw new FixupException("proxies from a database are not supported; use rtpproxy_sock");
                }))
                .function(FunctionExport.of("set_rtp_proxy_set", ANY, (a, l) -> useSet(a.expression(0)), INT));
        functions(table);
        new RelayCommands("rtpproxy", sets).export(table);
        this.exports = KnownParameters.complete(table);
    }

    private void functions(ModuleExports.Builder table) {
        upToTwo(table, "rtpproxy_manage", Operation::of);
        upToTwo(table, "rtpproxy_offer", ctx -> Operation.OFFER);
        upToTwo(table, "rtpproxy_answer", ctx -> Operation.ANSWER);
        for (String name : new String[] {"rtpproxy_destroy", "unforce_rtp_proxy"}) {
            table.function(FunctionExport.blocking(name, ANY, (a, l) -> action(a, ctx -> Operation.DELETE)))
                    .function(FunctionExport.blocking(name, ANY, (a, l) -> action(a, ctx -> Operation.DELETE), STRING));
        }
        table.function(FunctionExport.blocking("start_recording", ANY, (a, l) -> ctx -> command(ctx, "R ", false)))
                .function(FunctionExport.blocking("rtpproxy_stream2uac", ANY, (a, l) -> play(a, true), STRING, INT))
                .function(FunctionExport.blocking("rtpproxy_stream2uas", ANY, (a, l) -> play(a, false), STRING, INT))
                .function(FunctionExport.blocking(
                        "rtpproxy_stop_stream2uac", ANY, (a, l) -> ctx -> command(ctx, "S ", true)))
                .function(FunctionExport.blocking(
                        "rtpproxy_stop_stream2uas", ANY, (a, l) -> ctx -> command(ctx, "S ", false)));
        for (String name : new String[] {"rtpstat", "rtppstat"}) {
            table.pv(new PvExport(name, (spec, load) -> ctx -> Value.NULL));
        }
    }

    private void upToTwo(ModuleExports.Builder table, String name, Function<ScriptContext, Operation> operation) {
        table.function(FunctionExport.blocking(name, ANY, (a, l) -> action(a, operation)))
                .function(FunctionExport.blocking(name, ANY, (a, l) -> action(a, operation), STRING))
                .function(FunctionExport.blocking(name, ANY, (a, l) -> action(a, operation), STRING, STRING));
    }

    private Action action(Arguments a, Function<ScriptContext, Operation> operation) {
        Expression flags = a.count() > 0 ? a.expression(0) : null;
        Expression address = a.count() > 1 ? a.expression(1) : null;
        return ctx -> {
            String own = address == null ? null : address.asText(ctx);
            return calls.act(
                    ctx,
                    operation.apply(ctx),
                    flags == null ? "" : flags.asText(ctx),
                    own == null || own.isEmpty() ? null : own,
                    set(ctx));
        };
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        ProxyCalls.Timing timing = new ProxyCalls.Timing(timeoutSeconds * 1000, retries + 1);
        calls = new ProxyCalls(time, sets, timing, noProxyLine);
    }

    private static int set(ScriptContext ctx) {
        Integer chosen = ctx.scope().attachments().get(SET);
        return chosen == null ? DEFAULT_SET : chosen;
    }

    private Action useSet(Expression number) {
        return ctx -> {
            int set = number.asInt(ctx);
            if (!sets.has(set)) {
                return -1;
            }
            ctx.scope().attachments().put(SET, set);
            return 1;
        };
    }

    private Action play(Arguments a, boolean toCaller) {
        Expression file = a.expression(0);
        Expression times = a.expression(1);
        return ctx -> command(ctx, "P" + times.asInt(ctx) + ' ', toCaller, file.asText(ctx) + " session ");
    }

    private int command(ScriptContext ctx, String command, boolean toCaller) {
        return command(ctx, command, toCaller, "");
    }

    /** A command on the whole session; the side it plays to comes first. */
    private int command(ScriptContext ctx, String command, boolean toCaller, String what) {
        String from = ctx.message().fromTag() + ";1";
        String to = ctx.message().toTag() == null ? null : ctx.message().toTag() + ";1";
        if (toCaller && to == null) {
            return -1;
        }
        String tags = toCaller ? to + ' ' + from : from + (to == null ? "" : ' ' + to);
        String answer = calls.ask(ctx, set(ctx), command + ctx.message().callId() + ' ' + what + tags);
        return answer == null || answer.startsWith("E") ? -1 : 1;
    }
}
