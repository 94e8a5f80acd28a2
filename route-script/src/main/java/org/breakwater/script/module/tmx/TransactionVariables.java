package org.breakwater.script.module.tmx;

import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.module.tm.BranchView;
import org.breakwater.script.module.tm.StatusFunctions;
import org.breakwater.script.module.tm.TmSignalling;
import org.breakwater.script.module.tm.TmTransaction;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.sip.message.SipMessage;

/** {@code $T_branch_idx}, {@code $T_reply_code}, {@code $T(…)}, {@code $T_req(…)} and their kin. */
final class TransactionVariables {

    private final TmSignalling tm;

    TransactionVariables(TmSignalling tm) {
        this.tm = tm;
    }

    void export(ModuleExports.Builder table) {
        table.pv(plain("T_branch_idx", ctx -> Value.of(branchIndex(ctx))))
                .pv(plain("T_reply_code", ctx -> Value.of(Math.max(0, StatusFunctions.status(ctx)))))
                .pv(plain("T_reply_reason", TransactionVariables::reason))
                .pv(plain("T_reply_last", TransactionVariables::lastStatus))
                .pv(plain("T_reply_ruid", TransactionVariables::ruid))
                .pv(new PvExport("T_req", (spec, load) -> over(spec, load, this::request)))
                .pv(new PvExport("T_rpl", (spec, load) -> over(spec, load, this::reply)))
                .pv(new PvExport("T_inv", (spec, load) -> over(spec, load, this::invite)))
                .pv(new PvExport("T", this::property))
                .pv(new PvExport("T_branch", TransactionVariables::branchProperty));
    }

    private static PvExport plain(String name, Pv pv) {
        return new PvExport(name, (spec, load) -> pv);
    }

    /** The branch that runs; in a failure route the number of the next one; else 0. */
    private static int branchIndex(ScriptContext ctx) {
        if (ctx.routeKind() == RouteKind.FAILURE && ctx.transaction() instanceof TmTransaction t) {
            return t.proxy().branches().size();
        }
        BranchView view = BranchView.of(ctx);
        return view == null ? 0 : view.index();
    }

    private static Value reason(ScriptContext ctx) {
        if (!ctx.message().isRequest()) {
            return Value.of(ctx.message().reason());
        }
        return ctx.routeKind() == RouteKind.FAILURE && ctx.transaction() instanceof TmTransaction t && t.best() != null
                ? Value.of(t.best().reasonText())
                : Value.of("");
    }

    private static Value lastStatus(ScriptContext ctx) {
        return ctx.message().isRequest() ? Value.of("") : Value.of(ctx.message().status());
    }

    private static Value ruid(ScriptContext ctx) {
        BranchView view = BranchView.of(ctx);
        return view == null ? Value.NULL : Value.of(view.destination().ruid());
    }

    /** Finds the context a variable is to be read in; null when there is none. */
    private interface Elsewhere {
        ScriptContext of(ScriptContext ctx);
    }

    private static Pv over(PvSpec spec, LoadContext load, Elsewhere elsewhere) throws FixupException {
        if (spec.inner() == null) {
            throw new FixupException(
                    "$" + spec.name() + " needs a variable in parentheses, as $" + spec.name() + "($ci)");
        }
        Pv inner = load.pv(spec.inner().text());
        return ctx -> {
            ScriptContext there = elsewhere.of(ctx);
            return there == null ? Value.NULL : inner.eval(there);
        };
    }

    private ScriptContext request(ScriptContext ctx) {
        return ctx.transaction() instanceof TmTransaction t && !ctx.message().isRequest()
                ? tm.laterContext(t, RouteKind.REQUEST)
                : null;
    }

    private ScriptContext reply(ScriptContext ctx) {
        if (!(ctx.transaction() instanceof TmTransaction t)
                || t.best() == null
                || t.best().isLocal()) {
            return null;
        }
        SipMessage reply = t.best().message();
        ScriptContext there = tm.runtime().context(reply, t.flow(), RouteKind.ONREPLY);
        there.setTransaction(t);
        return there;
    }

    private ScriptContext invite(ScriptContext ctx) {
        TmTransaction t = ctx.message().isRequest() ? tm.canceledBy(ctx) : null;
        return t == null ? null : tm.laterContext(t, RouteKind.REQUEST);
    }

    private Pv property(PvSpec spec, LoadContext load) throws FixupException {
        String name = spec.inner() == null ? "" : spec.inner().text();
        return switch (name) {
            case "id_index", "id_index_n" -> ctx -> id(ctx, true);
            case "id_label", "id_label_n" -> ctx -> id(ctx, false);
            case "branch_index" -> ctx -> Value.of(branchIndex(ctx));
            case "reply_code" -> ctx -> Value.of(Math.max(0, StatusFunctions.status(ctx)));
            case "reply_reason" -> TransactionVariables::reason;
            case "reply_last" -> TransactionVariables::lastStatus;
            case "reply_type" -> TransactionVariables::replyType;
            case "ruid" -> TransactionVariables::ruid;
            default ->
                throw new FixupException("$T(" + name + ") is none of id_index id_label branch_index reply_code"
                        + " reply_reason reply_last reply_type ruid");
        };
    }

    private Value id(ScriptContext ctx, boolean index) {
        TmTransaction t = tm.transactionOf(ctx);
        if (t == null) {
            return Value.NULL;
        }
        Suspension.Id id = Suspension.Id.of(t);
        return Value.of(index ? id.index() : id.label());
    }

    /** 1 for a failure made here, 0 for one received. */
    private static Value replyType(ScriptContext ctx) {
        return ctx.transaction() instanceof TmTransaction t && t.best() != null
                ? Value.of(t.best().isLocal() ? 1 : 0)
                : Value.ZERO;
    }

    private static Pv branchProperty(PvSpec spec, LoadContext load) throws FixupException {
        String name = spec.inner() == null ? "" : spec.inner().text();
        if (!name.equals("flags") && !name.equals("uri")) {
            throw new FixupException("$T_branch(" + name + ") is none of flags uri");
        }
        return ctx -> {
            BranchView view = BranchView.of(ctx);
            if (view == null) {
                return Value.NULL;
            }
            return name.equals("flags")
                    ? Value.of(view.destination().flags())
                    : Value.of(view.destination().uri());
        };
    }
}
