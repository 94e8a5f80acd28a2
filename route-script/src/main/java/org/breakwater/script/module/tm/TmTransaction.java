package org.breakwater.script.module.tm;

import org.breakwater.script.run.Destination;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.ScriptTransaction;
import org.breakwater.script.run.TransactionScope;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.proxy.ProxyTransaction;
import org.breakwater.sip.proxy.RelayedReply;
import org.breakwater.sip.transaction.ServerTransaction;

/** A transaction with what the script knows of it. Belongs to its worker. */
public final class TmTransaction implements ScriptTransaction {

    private final ServerTransaction server;
    private final TransactionScope scope;
    private final TmPlan plan;
    private final String toTag;
    private final long label;
    private final ScriptContext origin;
    private ProxyTransaction proxy;
    private SipMessage message;
    private MessageEdits edits = new MessageEdits();
    private Destination destination = new Destination();
    private RelayedReply best;
    private int bestBranch = -1;
    private boolean suspended;
    private boolean answering;
    private boolean released;
    private String replyHeaders = "";
    private int preparing;
    private int error;
    private boolean timedOut;
    private boolean replied;

    TmTransaction(ServerTransaction server, ScriptContext origin, TmPlan plan, String toTag, long label) {
        this.server = server;
        this.origin = origin;
        this.scope = origin.scope().withOwnFlags();
        this.plan = plan;
        this.toTag = toTag;
        this.label = label;
        this.message = server.request();
    }

    /** The transaction made here for a server transaction; null when there is none. */
    static TmTransaction of(ServerTransaction server) {
        return server != null
                        && server.user() instanceof ProxyTransaction p
                        && p.attachment() instanceof TmTransaction t
                ? t
                : null;
    }

    void setProxy(ProxyTransaction newProxy) {
        proxy = newProxy;
    }

    /** The response context. */
    public ProxyTransaction proxy() {
        return proxy;
    }

    /** The server transaction. */
    public ServerTransaction server() {
        return server;
    }

    /** Where the request came from. */
    public Flow flow() {
        return server.flow();
    }

    @Override
    public TransactionScope scope() {
        return scope;
    }

    @Override
    public SipMessage request() {
        return message;
    }

    @Override
    public boolean isCanceled() {
        return proxy.isCanceled();
    }

    @Override
    public int lastStatus() {
        return server.lastStatus();
    }

    TmPlan plan() {
        return plan;
    }

    /** Tag of To in replies made here. */
    public String toTag() {
        return toTag;
    }

    /** A number that tells it from the others of its worker. */
    public long label() {
        return label;
    }

    /** The context of the request route, for what was attached there. */
    ScriptContext origin() {
        return origin;
    }

    /** Remembers the request as the script left it, for later branches. */
    void remember(ScriptContext ctx) {
        scope.setFlags(ctx.scope().flags());
        replyHeaders = ctx.reply().extraHeaders().toString();
        message = ctx.message();
        edits = ctx.edits().copy();
        destination = ctx.destination().copy();
        destination.markUsed();
    }

    /** Header fields the request route queued for replies. */
    String replyHeaders() {
        return replyHeaders;
    }

    MessageEdits edits() {
        return edits;
    }

    Destination destination() {
        return destination;
    }

    /** The best failure while a failure route runs, or null. */
    public RelayedReply best() {
        return best;
    }

    /** The branch it came from, -1 for none. */
    public int bestBranch() {
        return bestBranch;
    }

    void setBest(RelayedReply reply, int branch) {
        best = reply;
        bestBranch = branch;
    }

    /** Whether it waits for somebody to go on with it. */
    public boolean isSuspended() {
        return suspended;
    }

    /** Says whether it waits for somebody to go on with it; it is kept while it does. */
    public void setSuspended(boolean on) {
        suspended = on;
    }

    /** Whether its final reply is written and waits to be sent. */
    boolean isAnswering() {
        return answering;
    }

    void setAnswering(boolean on) {
        answering = on;
    }

    /** Whether {@code t_release} was called. */
    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }

    boolean isPreparing() {
        return preparing > 0;
    }

    void prepare(int change) {
        preparing += change;
    }

    /** Why it could not be forwarded, one of {@link org.breakwater.script.module.sl.ScriptError}; 0 if it could. */
    int error() {
        return error;
    }

    void setError(int newError) {
        error = newError;
    }

    /** Whether some branch timed out. */
    boolean anyTimedOut() {
        return timedOut;
    }

    void noteTimeout() {
        timedOut = true;
    }

    /** Whether some branch got a reply. */
    boolean anyReplied() {
        return replied;
    }

    void noteReply() {
        replied = true;
    }
}
