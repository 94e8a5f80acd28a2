package org.breakwater.script.module.tmx;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.tm.BranchView;
import org.breakwater.script.module.tm.TmModule;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.proxy.Branch;

/** Export table of the tmx module. */
public final class TmxModule implements ScriptModule {

    private static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    private final TmSignalling tm;
    private final ModuleExports exports;

    /** Works on the transactions of {@code tm}. */
    public TmxModule(TmSignalling tm) {
        this.tm = tm;
        ModuleExports.Builder table = ModuleExports.of("tmx");
        Set<RouteKind> replies = Set.of(RouteKind.ONREPLY, RouteKind.CORE_REPLY);
        table.function(FunctionExport.onWorker(
                        "t_cancel_branches", replies, TmxModule::cancelBranches, CONSTANT_STRING))
                .function(FunctionExport.onWorker("t_cancel_callid", ANY, this::cancelCall, STRING, STRING, STRING))
                .function(FunctionExport.onWorker(
                        "t_cancel_callid", ANY, this::cancelCall, STRING, STRING, STRING, STRING))
                .function(
                        FunctionExport.onWorker("t_reply_callid", ANY, this::replyCall, STRING, STRING, STRING, STRING))
                .function(
                        plain("t_precheck_trans", Set.of(RouteKind.REQUEST), ctx -> tm.isRetransmission(ctx) ? 1 : -1))
                .function(plain("t_flush_flags", ANY, this::flushFlags))
                .function(plain("t_flush_xflags", ANY, this::flushFlags))
                .function(plain("t_reuse_branch", Set.of(RouteKind.REQUEST, RouteKind.EVENT), TmxModule::reuseBranch))
                .function(plain("t_drop", ANY, TmxModule::drop))
                .function(FunctionExport.onWorker("t_drop", ANY, (a, l) -> TmxModule::drop, INT));
        routeKinds(table);
        new Suspension(tm).export(table);
        new TransactionVariables(tm).export(table);
        table.parameter(ParameterExport.ignoredInteger("precheck_trans"));
        this.exports = table.build();
    }

    private static void routeKinds(ModuleExports.Builder table) {
        table.function(kind("t_is_failure_route", RouteKind.FAILURE))
                .function(kind("t_is_branch_route", RouteKind.BRANCH))
                .function(kind("t_is_reply_route", RouteKind.ONREPLY))
                .function(kind("t_is_request_route", RouteKind.REQUEST));
    }

    private static FunctionExport kind(String name, RouteKind kind) {
        return FunctionExport.of(name, ANY, (a, l) -> ctx -> ctx.routeKind() == kind ? 1 : -1);
    }

    private static FunctionExport plain(String name, Set<RouteKind> routes, Action action) {
        return FunctionExport.onWorker(name, routes, (a, l) -> action);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void start(LoadContext load) throws FixupException {
        if (load.module(TmModule.class).isEmpty()) {
            throw new FixupException("tmx needs tm: load it first with loadmodule \"tm.so\"");
        }
    }

    private static Action cancelBranches(Arguments a, LoadContext load) throws FixupException {
        String which = a.constantString(0);
        return switch (which) {
            case "all" -> ctx -> cancel(ctx, true, true);
            case "others" -> ctx -> cancel(ctx, false, true);
            case "this" -> ctx -> cancel(ctx, true, false);
            default -> throw new FixupException("'" + which + "' is none of all, others, this");
        };
    }

    private static int cancel(ScriptContext ctx, boolean own, boolean others) {
        BranchView here = BranchView.of(ctx);
        if (!(ctx.transaction() instanceof TmTransaction t) || here == null) {
            return -1;
        }
        for (Branch b : t.proxy().branches()) {
            boolean mine = b.attachment() == here;
            if (mine ? own : others) {
                b.cancel("");
            }
        }
        return 1;
    }

    /** {@code t_cancel_callid(callid, cseq, flag [, code])}: as if its caller had sent CANCEL. */
    private Action cancelCall(Arguments a, LoadContext load) {
        Expression callId = a.expression(0);
        Expression cseq = a.expression(1);
        Expression flag = a.expression(2);
        Expression code = a.count() > 3 ? a.expression(3) : null;
        return ctx -> {
            int bit = flag.asInt(ctx);
            String reason = code == null ? "" : "Reason: SIP;cause=" + code.asText(ctx) + "\r\n";
            return onCall(ctx, callId.asText(ctx), cseq.asText(ctx), t -> {
                if (bit > 0 && bit < 32) {
                    t.scope().setFlags(t.scope().flags() | 1 << bit);
                }
                t.proxy().cancel(reason);
            });
        };
    }

    private Action replyCall(Arguments a, LoadContext load) {
        Expression callId = a.expression(0);
        Expression cseq = a.expression(1);
        Expression code = a.expression(2);
        Expression reason = a.expression(3);
        return ctx -> {
            int status = code.asInt(ctx);
            String text = reason.asText(ctx);
            if (status < 100 || status > 699) {
                return -1;
            }
            return onCall(ctx, callId.asText(ctx), cseq.asText(ctx), t -> tm.answer(t, status, text));
        };
    }

    private interface CallAction {
        void act(TmTransaction t);
    }

    /** Acts on a call where it lives; on another worker it happens later and counts as found. */
    private int onCall(ScriptContext ctx, String callId, String cseq, CallAction action) {
        Worker worker = tm.runtime().workers().of(callId);
        if (worker.isCurrent()) {
            TmTransaction t = tm.findInvite(callId, cseq);
            if (t == null) {
                return -1;
            }
            action.act(t);
            return 1;
        }
        worker.execute(() -> {
            TmTransaction t = tm.findInvite(callId, cseq);
            if (t != null) {
                action.act(t);
            }
        });
        return 1;
    }

    private int flushFlags(ScriptContext ctx) {
        TmTransaction t = tm.transactionOf(ctx);
        if (t == null) {
            return -1;
        }
        t.scope().setFlags(ctx.scope().flags());
        return 1;
    }

    private static int reuseBranch(ScriptContext ctx) {
        BranchView view = BranchView.of(ctx);
        if (view == null) {
            return -1;
        }
        ctx.branches().add(view.destination().copy());
        return 1;
    }

    private static int drop(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            t.server().terminate();
        }
        ctx.run().exit();
        return 0;
    }
}
