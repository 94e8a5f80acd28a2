package org.breakwater.script.module.tm;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.script.module.core.StatelessForwarder;
import org.breakwater.script.module.sl.ScriptError;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.SendOutcome;
import org.breakwater.sip.flow.TransportProtocol;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.proxy.Branch;
import org.breakwater.sip.proxy.RelayedReply;

/** Sends requests on: one branch for each destination, after its branch route. */
final class Forwarding implements StatelessForwarder {

    /** Most branches of a transaction, all attempts together. */
    private static final int MAX_BRANCHES = 64;

    private final TmServices services;
    private final NextHops nextHops;

    Forwarding(TmServices services) {
        this.services = services;
        this.nextHops = new NextHops(services.transport(), services.detours());
    }

    /**
     * Adds a branch for each destination of the context and sends them.
     *
     * @return 0, or one of {@link ScriptError} when nothing could be sent
     */
    int forward(ScriptContext ctx, TmTransaction t, RelayOptions options) {
        List<Destination> targets = destinations(ctx);
        if (targets.isEmpty()) {
            return ScriptError.CONFIG;
        }
        if (t.proxy().branches().size() + targets.size() > MAX_BRANCHES) {
            ctx.log(-1, "more than " + MAX_BRANCHES + " branches\n");
            return ScriptError.TOO_MANY_BRANCHES;
        }
        if (ctx.routeKind() == RouteKind.REQUEST) {
            t.remember(ctx);
        } else if (services.settings().failureReplyMode() == 3 && ctx.routeKind() == RouteKind.FAILURE) {
            t.proxy().dropReplies();
        }
        t.proxy().setSettings(services.settings().proxy(t.plan()));
        t.proxy()
                .setClientTimers(services.settings()
                        .clientTimers(t.plan(), services.table(ctx.worker()).timerValues()));
        Route route = t.plan().onBranch;
        t.plan().onBranch = null;
        if (route != null && route.mayBlock()) {
            new LaterBranches(ctx, t, options, route, targets).next();
            return 0;
        }
        return now(ctx, t, options, route, targets);
    }

    /** The main branch unless it was used, then those appended; both are used up. */
    private static List<Destination> destinations(ScriptContext ctx) {
        List<Destination> targets = new ArrayList<>(ctx.branches().size() + 1);
        if (!ctx.destination().isUsed()) {
            targets.add(ctx.destination().copy());
            ctx.destination().markUsed();
        }
        targets.addAll(ctx.branches());
        ctx.branches().clear();
        return targets;
    }

    private int now(ScriptContext ctx, TmTransaction t, RelayOptions options, Route route, List<Destination> targets) {
        List<Branch> added = new ArrayList<>(targets.size());
        int error = ScriptError.CONFIG;
        for (Destination d : targets) {
            ScriptContext view = ctx;
            BranchView branch = new BranchView(t.proxy().branches().size(), d);
            if (route != null || services.hasListeners()) {
                view = branchContext(ctx, t, branch);
                if (route != null) {
                    services.runtime().run(route, view, null);
                    if (view.run().isDropped()) {
                        continue;
                    }
                }
                ScriptContext seen = view;
                services.tell(l -> l.forwarding(t, seen));
            }
            error = add(view, t, options, branch, added);
        }
        return added.isEmpty() ? error : start(t, added);
    }

    private static int start(TmTransaction t, List<Branch> added) {
        RelayedReply failure = t.proxy().start(added);
        if (failure == null) {
            return 0;
        }
        return switch (failure.status()) {
            case 477 -> ScriptError.SEND;
            case 478 -> ScriptError.BAD_ADDRESS;
            default -> ScriptError.NO_SOCKET;
        };
    }

    /** A branch's own view: its destination and a copy of the edits. */
    private ScriptContext branchContext(ScriptContext ctx, TmTransaction t, BranchView branch) {
        ScriptContext view = services.runtime().context(ctx.message(), ctx.flow(), RouteKind.BRANCH);
        view.inheritAttachments(ctx);
        view.setTransaction(t);
        view.setEdits(ctx.edits().copy());
        view.setDestination(branch.destination());
        view.reply().setForceRport(ctx.reply().isForceRport());
        view.reply().setNoConnectForForward(ctx.reply().isNoConnectForForward());
        branch.attachTo(view);
        return view;
    }

    private int add(ScriptContext view, TmTransaction t, RelayOptions options, BranchView branch, List<Branch> added) {
        NextHops.Planned planned = nextHops.plan(
                view,
                branch.destination(),
                options,
                services.settings().timers(t.plan(), t.server().isInvite()));
        if (planned.plan() == null) {
            return planned.error();
        }
        Branch made = t.proxy().addBranch(planned.plan());
        made.setAttachment(branch);
        added.add(made);
        return 0;
    }

    /** Branches whose branch route may block: the routes run one after another, then all branches are sent. */
    private final class LaterBranches {
        private final ScriptContext ctx;
        private final TmTransaction t;
        private final RelayOptions options;
        private final Route route;
        private final List<Destination> targets;
        private final List<ScriptContext> views = new ArrayList<>();
        private final List<BranchView> branches = new ArrayList<>();
        private int at;

        LaterBranches(
                ScriptContext ctx, TmTransaction t, RelayOptions options, Route route, List<Destination> targets) {
            this.ctx = ctx;
            this.t = t;
            this.options = options;
            this.route = route;
            this.targets = targets;
            t.prepare(1);
        }

        void next() {
            if (at == targets.size()) {
                send();
                return;
            }
            BranchView branch = new BranchView(t.proxy().branches().size() + views.size(), targets.get(at++));
            ScriptContext view = branchContext(ctx, t, branch);
            services.runtime().run(route, view, () -> {
                if (!view.run().isDropped()) {
                    views.add(view);
                    branches.add(branch);
                }
                next();
            });
        }

        private void send() {
            t.prepare(-1);
            if (t.isCanceled() || t.server().isAnswered()) {
                return;
            }
            List<Branch> added = new ArrayList<>();
            int error = ScriptError.CONFIG;
            for (int i = 0; i < views.size(); i++) {
                ScriptContext view = views.get(i);
                services.tell(l -> l.forwarding(t, view));
                error = add(view, t, options, branches.get(i), added);
            }
            int failure = added.isEmpty() ? error : start(t, added);
            if (failure != 0) {
                t.proxy().failed(RelayedReply.local(ScriptError.status(failure), ScriptError.reason(failure, "TM")));
            }
        }
    }

    /** Forwards the main branch without a transaction. Returns 1, or -1 when it could not be sent. */
    int stateless(ScriptContext ctx, RelayOptions options) {
        NextHops.Planned planned = nextHops.plan(
                ctx, ctx.destination(), options, services.settings().timers(TmPlan.of(ctx), false));
        if (planned.plan() == null) {
            ScriptError.set(ctx, planned.error());
            return -1;
        }
        boolean[] failed = new boolean[1];
        services.forwarder().request(planned.plan(), ctx.worker(), new SendOutcome() {
            @Override
            public void sent(org.breakwater.sip.flow.Flow flow) {
                // nothing is remembered
            }

            @Override
            public void failed(String reason) {
                failed[0] = true;
            }
        });
        if (failed[0]) {
            ScriptError.set(ctx, ScriptError.SEND);
            return -1;
        }
        return 1;
    }

    @Override
    public int forward(ScriptContext ctx, String nextHop, TransportProtocol protocol) {
        return stateless(ctx, RelayOptions.to(nextHop == null ? null : c -> valueOf(nextHop), protocol));
    }

    private static org.breakwater.script.run.Value valueOf(String text) {
        return org.breakwater.script.run.Value.of(text);
    }

    @Override
    public boolean alias(ScriptContext ctx, int port) {
        if (ctx.flow() == null || ctx.flow().id() == 0) {
            return false;
        }
        services.transport().alias(ctx.flow().id(), port);
        return true;
    }

    /** The Reason fields of a message, each with its line break. */
    static String reasonFields(SipMessage message) {
        StringBuilder fields = new StringBuilder();
        int i = message.index().first(HeaderName.REASON);
        while (i >= 0) {
            fields.append("Reason: ").append(message.index().value(i)).append("\r\n");
            i = message.index().next(HeaderName.REASON, i + 1);
        }
        return fields.toString();
    }
}
