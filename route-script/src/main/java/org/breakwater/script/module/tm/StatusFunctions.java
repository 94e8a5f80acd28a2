package org.breakwater.script.module.tm;

import static org.breakwater.script.export.ArgumentKind.INT;
import static org.breakwater.script.export.ArgumentKind.REGEX;
import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.Set;
import java.util.regex.Pattern;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.proxy.Branch;

/** Functions that ask what became of a transaction. */
public final class StatusFunctions {

    private static final Set<RouteKind> MOST =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.ONREPLY, RouteKind.BRANCH, RouteKind.BRANCH_FAILURE);
    private static final Set<RouteKind> AFTERWARDS =
            Set.of(RouteKind.REQUEST, RouteKind.FAILURE, RouteKind.EVENT, RouteKind.BRANCH_FAILURE);
    private static final Set<RouteKind> STATUS = Set.of(
            RouteKind.REQUEST,
            RouteKind.FAILURE,
            RouteKind.ONREPLY,
            RouteKind.CORE_REPLY,
            RouteKind.BRANCH,
            RouteKind.BRANCH_FAILURE);

    private final TmSignalling tm;

    StatusFunctions(TmSignalling tm) {
        this.tm = tm;
    }

    void export(ModuleExports.Builder table) {
        table.function(FunctionExport.onWorker("t_check_status", STATUS, this::checkStatus, REGEX))
                .function(FunctionExport.onWorker("t_grep_status", MOST, this::grepStatus, INT))
                .function(plain("t_get_status_code", STATUS, ctx -> {
                    int status = status(tm.services(), ctx);
                    return status > 0 ? status : -1;
                }))
                .function(plain("t_is_canceled", MOST, ctx -> truth(transaction(ctx), TmTransaction::isCanceled)))
                .function(plain("t_is_expired", MOST, ctx -> truth(transaction(ctx), this::isExpired)))
                .function(plain("t_any_timeout", MOST, ctx -> truth(transaction(ctx), TmTransaction::anyTimedOut)))
                .function(plain("t_any_replied", MOST, ctx -> truth(transaction(ctx), TmTransaction::anyReplied)))
                .function(plain("t_branch_timeout", AFTERWARDS, ctx -> branch(ctx, BranchView::isTimedOut)))
                .function(plain("t_branch_replied", AFTERWARDS, ctx -> branch(ctx, BranchView::isReplied)))
                .function(plain("t_is_retr_async_reply", Set.of(RouteKind.ONREPLY), ctx -> -1))
                .function(plain("t_drop_replies", Set.of(RouteKind.FAILURE), StatusFunctions::dropReplies))
                .function(FunctionExport.onWorker(
                        "t_drop_replies", Set.of(RouteKind.FAILURE), (a, l) -> StatusFunctions::dropReplies, STRING));
    }

    private static FunctionExport plain(String name, Set<RouteKind> routes, Action action) {
        return FunctionExport.onWorker(name, routes, (a, l) -> action);
    }

    private interface Question<T> {
        boolean ask(T subject);
    }

    private static int truth(TmTransaction t, Question<TmTransaction> question) {
        return t != null && question.ask(t) ? 1 : -1;
    }

    private static int branch(ScriptContext ctx, Question<BranchView> question) {
        BranchView view = BranchView.of(ctx);
        if (view == null && ctx.transaction() instanceof TmTransaction t && t.bestBranch() >= 0) {
            view = (BranchView) t.proxy().branches().get(t.bestBranch()).attachment();
        }
        return view != null && question.ask(view) ? 1 : -1;
    }

    private boolean isExpired(TmTransaction t) {
        return t.proxy().ageMillis()
                >= tm.services()
                        .settings()
                        .timers(t.plan(), t.server().isInvite())
                        .lifetime();
    }

    private TmTransaction transaction(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            return t;
        }
        return ctx.message() != null && ctx.message().isRequest() ? tm.lookup().of(ctx) : null;
    }

    /**
     * The status that matters in a route: of the reply in reply routes, of the best failure in failure routes, else what
     * was sent upstream last; -1 without a transaction.
     */
    public static int status(ScriptContext ctx) {
        if (!ctx.message().isRequest()) {
            return ctx.message().status();
        }
        if (!(ctx.transaction() instanceof TmTransaction t)) {
            return -1;
        }
        return t.best() != null ? t.best().status() : t.lastStatus();
    }

    private int status(TmServices services, ScriptContext ctx) {
        TmTransaction t = transaction(ctx);
        return ctx.message().isRequest() && ctx.transaction() == null && t != null ? t.lastStatus() : status(ctx);
    }

    private Action checkStatus(Arguments a, LoadContext load) {
        Pattern pattern = a.regex(0);
        return ctx -> {
            int status = status(tm.services(), ctx);
            return status >= 0 && pattern.matcher(Integer.toString(status)).find() ? 1 : -1;
        };
    }

    private Action grepStatus(Arguments a, LoadContext load) {
        Expression wanted = a.expression(0);
        return ctx -> {
            TmTransaction t = transaction(ctx);
            int status = wanted.asInt(ctx);
            if (t != null) {
                for (Branch b : t.proxy().branches()) {
                    if (b.lastStatus() == status) {
                        return 1;
                    }
                }
            }
            return -1;
        };
    }

    private static int dropReplies(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            t.proxy().dropReplies();
            return 1;
        }
        return -1;
    }
}
