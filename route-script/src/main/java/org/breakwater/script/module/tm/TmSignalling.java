package org.breakwater.script.module.tm;

import java.util.function.Consumer;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.module.sl.ReplyWriter;
import org.breakwater.script.module.sl.ScriptError;
import org.breakwater.script.module.sl.StatelessReplies;
import org.breakwater.script.run.LocalReply;
import org.breakwater.script.run.LocalRequest;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.script.run.TransactionListener;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.sip.flow.Transport;
import org.breakwater.sip.message.Method;
import org.breakwater.sip.message.SipParseException;
import org.breakwater.sip.proxy.NextHopResolver;
import org.breakwater.sip.proxy.ProxyTransaction;
import org.breakwater.sip.transaction.ResponsePath;
import org.breakwater.sip.transaction.ServerTransaction;
import org.breakwater.sip.transaction.TransactionLayer;
import org.breakwater.sip.transaction.TransactionTable;

/**
 * Transactions for one script. Made before its modules, which get it as {@link Signalling}; the module tm sets its
 * parameters and tells it when the script runs. Whoever receives messages calls {@link #requestDone} and {@link
 * #replyReceived}.
 */
public final class TmSignalling implements Signalling {

    private final TmServices services;
    private final Lookup lookup;
    private final Forwarding forwarding;
    private final LocalRequests localRequests;
    private final TmHooks hooks;

    /** Uses the transactions of {@code layer}; replies outside of them go through {@code stateless}. */
    public TmSignalling(
            TransactionLayer layer, Transport transport, NextHopResolver resolver, StatelessReplies stateless) {
        this(layer, transport, resolver, stateless, Detours.NONE);
    }

    /** The same in a cluster: what {@code detours} says goes through another server. */
    public TmSignalling(
            TransactionLayer layer,
            Transport transport,
            NextHopResolver resolver,
            StatelessReplies stateless,
            Detours detours) {
        this.services = new TmServices(layer, transport, resolver, stateless, detours);
        this.lookup = new Lookup(services);
        this.hooks = new TmHooks(services);
        this.forwarding = new Forwarding(services);
        this.localRequests = new LocalRequests(services);
    }

    TmServices services() {
        return services;
    }

    Lookup lookup() {
        return lookup;
    }

    Forwarding forwarding() {
        return forwarding;
    }

    @Override
    public int reply(ScriptContext ctx, int status, String reason) {
        if (!(ctx.transaction() instanceof TmTransaction t)) {
            return replyStateless(ctx, status, reason);
        }
        if (t.isAnswering()) {
            return -1;
        }
        return send(
                        t,
                        status,
                        reason,
                        written(ctx, t, status, reason),
                        ctx.reply().isCloseAfterReply())
                ? 1
                : -1;
    }

    @Override
    public Runnable replyLater(ScriptContext ctx, int status, String reason) {
        if (!(ctx.transaction() instanceof TmTransaction t)) {
            return services.stateless().replyLater(ctx, status, reason);
        }
        if (t.isAnswering() || t.server().isAnswered()) {
            return null;
        }
        byte[] reply = written(ctx, t, status, reason);
        boolean close = ctx.reply().isCloseAfterReply();
        t.setAnswering(true);
        return () -> {
            t.setAnswering(false);
            send(t, status, reason, reply, close);
        };
    }

    private byte[] written(ScriptContext ctx, TmTransaction t, int status, String reason) {
        if (ctx.routeKind() == RouteKind.REQUEST) {
            t.server().setPath(pathOf(ctx));
        }
        return services.writer()
                .write(t.request(), t.flow(), ctx.reply(), new ReplyWriter.Status(status, reason), t.toTag());
    }

    private boolean send(TmTransaction t, int status, String reason, byte[] reply, boolean close) {
        boolean sent = t.proxy().reply(status, reason, reply);
        if (sent && status >= 200 && close) {
            services.transport().close(t.flow().id());
        }
        return sent;
    }

    @Override
    public int replyStateless(ScriptContext ctx, int status, String reason) {
        return services.stateless().reply(ctx, status, reason);
    }

    @Override
    public int newTransaction(ScriptContext ctx) {
        if (ctx.transaction() != null) {
            return 1;
        }
        if (ctx.message().method() == Method.ACK) {
            return lookup.acknowledge(ctx) == 0 ? 0 : 1;
        }
        if (lookup.absorb(ctx)) {
            return 0;
        }
        return create(ctx) ? 1 : -1;
    }

    private boolean create(ScriptContext ctx) {
        TransactionTable table = services.table(ctx.worker());
        ServerTransaction server;
        try {
            server = table.createServer(ctx.message(), pathOf(ctx));
        } catch (SipParseException e) {
            ctx.log(-1, "no transaction for a malformed request: " + e.getMessage() + "\n");
            return false;
        }
        if (server == null) {
            ctx.log(-1, "no room for another transaction\n");
            return false;
        }
        TmPlan plan = TmPlan.of(ctx);
        TmTransaction made = new TmTransaction(server, ctx, plan, table.ids().nextTag(), table.madeCount());
        ProxyTransaction proxy = new ProxyTransaction(
                server, table, services.resolver(), hooks, services.settings().proxy(plan));
        proxy.setAttachment(made);
        made.setProxy(proxy);
        TransactionScope own = ctx.scope();
        ctx.setTransaction(made);
        ctx.setScope(own); // flags the script sets from now on are the message's, until they are flushed
        if (services.hasListeners()) {
            services.tell(l -> l.created(made, ctx));
        }
        return true;
    }

    private static ResponsePath pathOf(ScriptContext ctx) {
        return ResponsePath.of(
                ctx.message(),
                ctx.flow(),
                ctx.reply().isForceRport(),
                !ctx.reply().isNoConnectForReply());
    }

    @Override
    public int relay(ScriptContext ctx) {
        return relay(ctx, RelayOptions.NONE);
    }

    /** Forwards as {@code t_relay} and its kin do: 1, 0 for what came before, below 0 for a failure. */
    int relay(ScriptContext ctx, RelayOptions options) {
        if (ctx.flow() == null && ctx.transaction() == null) {
            return -1;
        }
        return switch (ctx.message().method()) {
            case ACK -> relayAck(ctx, options);
            case CANCEL -> relayCancel(ctx, options);
            default -> relayRequest(ctx, options);
        };
    }

    private int relayAck(ScriptContext ctx, RelayOptions options) {
        if (lookup.acknowledge(ctx) == 0) {
            return 0;
        }
        TmTransaction invite = services.hasListeners() ? lookup.answered(ctx) : null;
        if (invite != null) {
            services.tell(l -> l.acknowledged(invite, ctx.message()));
        }
        return forwarding.stateless(ctx, options);
    }

    /** Answers a CANCEL and cancels its INVITE; one without INVITE goes on as the parameter unmatched_cancel says. */
    private int relayCancel(ScriptContext ctx, RelayOptions options) {
        TmTransaction invite = lookup.canceled(ctx);
        if (invite == null) {
            return switch (services.settings().unmatchedCancel()) {
                case 0 -> relayRequest(ctx, options);
                case 1 -> forwarding.stateless(ctx, options);
                default -> 1;
            };
        }
        int made = newTransaction(ctx);
        if (made <= 0) {
            return made;
        }
        reply(ctx, 200, "canceling");
        boolean passReason = services.settings().e2eCancelReason() && !invite.plan().noE2eCancelReason;
        invite.proxy().cancel(passReason ? Forwarding.reasonFields(ctx.message()) : "");
        return 1;
    }

    private int relayRequest(ScriptContext ctx, RelayOptions options) {
        if (ctx.transaction() == null) {
            int made = newTransaction(ctx);
            if (made <= 0) {
                return made;
            }
        }
        TmTransaction t = (TmTransaction) ctx.transaction();
        if (t.isCanceled()) {
            ctx.log(-1, "cannot append branches to a canceled transaction\n");
            ScriptError.set(ctx, ScriptError.CONFIG);
            return -1;
        }
        boolean first = ctx.routeKind() == RouteKind.REQUEST && !t.server().isAnswered();
        if (first && t.server().isInvite() && !options.noAuto100() && t.server().lastStatus() == 0) {
            sendTrying(ctx, t);
        }
        boolean again = !t.proxy().branches().isEmpty();
        int error = forwarding.forward(ctx, t, options);
        if (error == 0) {
            return 1;
        }
        ScriptError.set(ctx, error);
        if (!first || again) {
            return -1;
        }
        if (!options.noErrorReply() && !t.plan().disableInternalReply) {
            t.setError(error);
        }
        return error == ScriptError.SEND ? -1 : error;
    }

    private void sendTrying(ScriptContext ctx, TmTransaction t) {
        Boolean wanted = t.plan().autoInv100;
        if (wanted == null ? services.settings().autoInv100() : wanted) {
            reply(ctx, 100, services.settings().autoInv100Reason());
        }
    }

    @Override
    public void send(LocalRequest request, Consumer<LocalReply> onFinal) {
        localRequests.send(request, onFinal);
    }

    @Override
    public void addListener(TransactionListener listener) {
        services.addListener(listener);
    }

    /**
     * The request route is done with a request. A transaction it could not forward and did not answer is answered with
     * the error; one it neither answered, forwarded nor suspended is given up.
     */
    public void requestDone(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction failed && failed.error() != 0) {
            answerError(ctx, failed);
        } else if (ctx.transaction() instanceof TmTransaction t
                && !t.server().isAnswered()
                && !t.proxy().hasPendingBranches()
                && !t.isSuspended()
                && !t.isAnswering()
                && !t.isPreparing()) {
            if (!t.isReleased()) {
                ctx.log(0, "the script left a " + t.request().methodName() + " without reply or branch\n");
            }
            t.server().terminate();
        }
    }

    private void answerError(ScriptContext ctx, TmTransaction t) {
        if (!t.server().isAnswered() && !t.proxy().hasPendingBranches()) {
            reply(ctx, ScriptError.status(t.error()), ScriptError.reason(t.error(), "TM"));
        }
        t.setError(0);
    }

    /**
     * A reply that the core reply route let pass. It goes to its transaction, else to where the Via below ours says.
     *
     * @param ctx the context the core reply route ran over
     */
    public void replyReceived(ScriptContext ctx) {
        if (!services.layer().received(TmHooks.inbound(ctx), ctx.worker())) {
            services.forwarder().reply(TmHooks.relayed(ctx), ctx.worker());
        }
    }

    /** Forwards the reply of a context without its transaction; status 0 and a null reason keep what is there. */
    public boolean forwardReply(ScriptContext ctx, int status, String reason) {
        return services.forwarder().reply(TmHooks.relayed(ctx, status, reason), ctx.worker());
    }

    /** The transaction a context belongs to: its own, or that of an earlier copy of its request; null for none. */
    public TmTransaction transactionOf(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            return t;
        }
        boolean request = ctx.message() != null && ctx.message().isRequest();
        return request ? lookup.of(ctx) : null;
    }

    /** The INVITE that the CANCEL of a context is about, or null. */
    public TmTransaction canceledBy(ScriptContext ctx) {
        return lookup.canceled(ctx);
    }

    /** Whether the request of a context came before and has a transaction. */
    public boolean isRetransmission(ScriptContext ctx) {
        return ctx.transaction() == null && lookup.isKnown(ctx);
    }

    /** A context over the request of a transaction, as the request route left it. */
    public ScriptContext laterContext(TmTransaction transaction, RouteKind kind) {
        return services.laterContext(transaction, kind);
    }

    /** The unanswered INVITE with a Call-ID and CSeq number; to be called on the worker of the Call-ID. Null for none. */
    public TmTransaction findInvite(String callId, String cseq) {
        return lookup.invite(callId, cseq, services.runtime().workers().of(callId));
    }

    /** The running script; null before it runs. */
    public ModuleRuntime runtime() {
        return services.runtime();
    }

    /** Answers a transaction outside of any route; false when it has a final reply. */
    public boolean answer(TmTransaction t, int status, String reason) {
        byte[] reply = services.writer()
                .write(t.request(), t.flow(), t.origin().reply(), new ReplyWriter.Status(status, reason), t.toTag());
        return t.proxy().reply(status, reason, reply);
    }

    /** Finds the targets of next hops. */
    public NextHopResolver resolver() {
        return services.resolver();
    }

    /** How long a suspended transaction may wait, in milliseconds. */
    public long suspensionLimitMillis(TmTransaction t) {
        return services.settings().timers(t.plan(), true).finalReply();
    }

    /** Core functions that forward without a transaction. */
    public org.breakwater.script.module.core.StatelessForwarder stateless() {
        return forwarding;
    }
}
