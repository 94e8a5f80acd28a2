package org.breakwater.script.module.tm;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.module.pv.SendInfo;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.ScriptError;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ReplyChange;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.proxy.Branch;
import org.breakwater.sip.proxy.ProxyHooks;
import org.breakwater.sip.proxy.ProxyTransaction;
import org.breakwater.sip.proxy.RelayedReply;
import org.breakwater.sip.transaction.Inbound;

/** Runs the script's routes where a transaction has something to decide, and tells listeners. */
final class TmHooks implements ProxyHooks {

    private final TmServices services;

    TmHooks(TmServices services) {
        this.services = services;
    }

    /** The reply of a context on its way to its transaction. */
    static Inbound inbound(ScriptContext ctx) {
        return new Inbound(ctx.message(), ctx.flow(), ctx);
    }

    /** The reply of a context with the script's changes. */
    static RelayedReply relayed(ScriptContext ctx) {
        return RelayedReply.of(ctx.message()).withEdits(ctx.edits());
    }

    /** The same with another status (0 keeps it) and reason (null keeps it). */
    static RelayedReply relayed(ScriptContext ctx, int status, String reason) {
        int code = status == 0 ? ctx.message().status() : status;
        return new RelayedReply(code, reason, ctx.message(), ctx.edits());
    }

    static TmTransaction of(ProxyTransaction proxy) {
        return (TmTransaction) proxy.attachment();
    }

    private static BranchView of(Branch branch) {
        return (BranchView) branch.attachment();
    }

    @Override
    public boolean sending(Branch branch, Target target, byte[] message) {
        Route route = services.onSend();
        if (route == null) {
            return true;
        }
        TmTransaction t = of(branch.proxy());
        ScriptContext ctx = services.laterContext(t, RouteKind.ONSEND);
        ctx.setDestination(of(branch).destination().copy());
        of(branch).attachTo(ctx);
        InetSocketAddress from = services.transport()
                .sourceFor(target)
                .map(ListenPoint::address)
                .orElse(t.flow().local());
        ctx.attachments()
                .put(
                        SendInfo.KEY,
                        new SendInfo(
                                target.protocol(), from, target.address(), Octets.text(message, 0, message.length)));
        services.runtime().run(route, ctx, null);
        return !ctx.run().isDropped();
    }

    @Override
    public void replyReceived(Branch branch, Inbound reply, Consumer<RelayedReply> then) {
        TmTransaction t = of(branch.proxy());
        BranchView view = of(branch);
        view.noteReply();
        t.noteReply();
        SipMessage message = reply.message();
        if (services.hasListeners()) {
            services.tell(l -> l.replyReceived(t, view.index(), message.status(), message));
        }
        Route route = view.onReply() != null ? view.onReply() : t.plan().onReply;
        ScriptContext ctx = reply.attachment() instanceof ScriptContext c ? c : null;
        ReplyChange change = t.scope().attachments().get(ReplyChange.KEY);
        if (ctx == null && (route != null || change != null)) {
            ctx = services.runtime().context(message, reply.flow(), RouteKind.ONREPLY);
        }
        if (ctx != null) {
            ctx.setFlow(FlowOfPhone.of(branch, ctx.flow()));
        }
        if (change != null) {
            change.apply(ctx.message(), ctx.edits());
        }
        if (route == null) {
            then.accept(ctx == null ? RelayedReply.of(message) : relayed(ctx));
            return;
        }
        runOnReply(ctx, t, view, route, then);
    }

    private void runOnReply(
            ScriptContext ctx, TmTransaction t, BranchView view, Route route, Consumer<RelayedReply> then) {
        ctx.setRouteKind(RouteKind.ONREPLY);
        ctx.run().restart();
        ctx.setTransaction(t);
        Destination flags = new Destination();
        flags.setFlags(view.destination().flags());
        ctx.setDestination(flags);
        view.attachTo(ctx);
        services.runtime().run(route, ctx, () -> {
            view.destination().setFlags(flags.flags());
            boolean dropped = ctx.run().isDropped() && ctx.message().status() < 200;
            then.accept(dropped ? null : relayed(ctx));
        });
    }

    @Override
    public void branchFailed(Branch branch, Runnable then) {
        TmTransaction t = of(branch.proxy());
        BranchView view = of(branch);
        if (branch.reply() != null && branch.reply().isLocal()) {
            view.noteTimeout();
            t.noteTimeout();
            if (services.hasListeners()) {
                int status = branch.reply().status();
                services.tell(l -> l.replyReceived(t, view.index(), status, null));
            }
        }
        Route route = view.onBranchFailure() != null ? view.onBranchFailure() : t.plan().onBranchFailure;
        if (route == null) {
            then.run();
            return;
        }
        view.setOnBranchFailure(null);
        t.setBest(branch.reply(), view.index());
        ScriptContext ctx = services.laterContext(t, RouteKind.BRANCH_FAILURE);
        view.attachTo(ctx);
        services.runtime().run(route, ctx, () -> {
            t.setBest(null, -1);
            then.run();
        });
    }

    @Override
    public void allFailed(ProxyTransaction proxy, RelayedReply best, Runnable then) {
        TmTransaction t = of(proxy);
        Route route = t.plan().onFailure;
        if (route == null) {
            then.run();
            return;
        }
        t.plan().onFailure = null;
        int index = indexOf(proxy.branches(), best);
        t.setBest(best, index);
        ScriptContext ctx = services.laterContext(t, RouteKind.FAILURE);
        if (index >= 0) {
            BranchView view = of(proxy.branches().get(index));
            view.attachTo(ctx);
            ctx.destination().setFlags(view.destination().flags());
        }
        services.runtime().run(route, ctx, () -> {
            t.setBest(null, -1);
            then.run();
        });
    }

    private static int indexOf(List<Branch> branches, RelayedReply reply) {
        for (int i = branches.size() - 1; i >= 0; i--) {
            if (branches.get(i).reply() == reply) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public byte[] localReply(ProxyTransaction proxy, int status, String reason) {
        TmTransaction t = of(proxy);
        String text = status == 478 ? ScriptError.reason(ScriptError.BAD_ADDRESS, "TM") : reason;
        return services.writer()
                .write(t.request(), t.flow(), t.origin().reply(), new ReplyWriter.Status(status, text), t.toTag());
    }

    @Override
    public void replied(ProxyTransaction proxy, int status, String reason, SipMessage reply) {
        if (services.hasListeners()) {
            TmTransaction t = of(proxy);
            services.tell(l -> l.replied(t, status, reason, reply));
        }
    }

    @Override
    public void acknowledged(ProxyTransaction proxy, SipMessage ack) {
        if (services.hasListeners()) {
            services.tell(l -> l.acknowledged(of(proxy), ack));
        }
    }

    @Override
    public void ended(ProxyTransaction proxy) {
        if (services.hasListeners()) {
            services.tell(l -> l.ended(of(proxy)));
        }
    }

    /** An event route of tm, when the script runs and has it. */
    Optional<Route> eventRoute(String name) {
        ModuleRuntime runtime = services.runtime();
        return runtime == null ? Optional.empty() : runtime.eventRoute(name);
    }
}
