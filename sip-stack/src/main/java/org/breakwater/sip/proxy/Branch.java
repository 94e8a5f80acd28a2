package org.breakwater.sip.proxy;

import java.util.List;
import java.util.Optional;
import org.breakwater.platform.time.Timers;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.flow.Target;
import org.breakwater.sip.resolve.Resolution;
import org.breakwater.sip.transaction.ClientRequest;
import org.breakwater.sip.transaction.ClientTransaction;
import org.breakwater.sip.transaction.ClientTransactionUser;
import org.breakwater.sip.transaction.Inbound;
import org.breakwater.sip.transaction.TransactionTable;

/**
 * One way a request is forwarded: it finds the targets of its next hop and tries them in order until one answers (RFC
 * 3263 §4.3), each in a client transaction with a branch of its own. When none does it goes on with the plan behind its
 * own, if there is one.
 *
 * <pre>
 *   IDLE --start--&gt; RESOLVING --target--&gt; CALLING --1xx--&gt; PROCEEDING
 *                        |                  |  ^ |            |
 *                        | no target        |  +-+ next target| final reply, timer C
 *                        +----------------&gt; COMPLETED &lt;-------+
 * </pre>
 */
public final class Branch implements ClientTransactionUser {

    /** Where a branch stands. */
    public enum State {
        IDLE,
        RESOLVING,
        CALLING,
        PROCEEDING,
        COMPLETED
    }

    private final ProxyTransaction proxy;
    private final int index;
    private BranchPlan plan;
    private State state = State.IDLE;
    private List<Target> targets = List.of();
    private int nextTarget;
    private String branchId = "";
    private ClientTransaction client;
    private Timers.Timer timerC;
    private RelayedReply reply;
    private String lastError = "no target";
    private int lastStatus;
    private String cancelHeaders;
    private boolean cancelSent;
    private boolean starting;
    private Object attachment;

    Branch(ProxyTransaction proxy, int index, BranchPlan plan) {
        this.proxy = proxy;
        this.index = index;
        this.plan = plan;
    }

    /** Its number in the transaction, from 0. */
    public int index() {
        return index;
    }

    /** The transaction it belongs to. */
    public ProxyTransaction proxy() {
        return proxy;
    }

    /** What it does now. */
    public BranchPlan plan() {
        return plan;
    }

    /** Where it stands. */
    public State state() {
        return state;
    }

    /** Its final reply, possibly made here; null while there is none, or for a 2xx. */
    public RelayedReply reply() {
        return reply;
    }

    /** Status of the last reply it got, or that was made for it; 0 for none. */
    public int lastStatus() {
        return lastStatus;
    }

    /** The branch in the Via it sent last; empty when nothing was sent. */
    public String branchId() {
        return branchId;
    }

    /** Its client transaction, null when nothing was sent. */
    public ClientTransaction client() {
        return client;
    }

    /** What the layer above knows of it. */
    public Object attachment() {
        return attachment;
    }

    /** Says what the layer above knows of it. */
    public void setAttachment(Object newAttachment) {
        attachment = newAttachment;
    }

    /** Whether nothing more is expected of it. */
    public boolean isCompleted() {
        return state == State.COMPLETED;
    }

    /** Sends the request; a failure that shows at once is to be read from {@link #reply}. */
    void start() {
        starting = true;
        seek();
        starting = false;
    }

    private void seek() {
        Optional<Flow> flow =
                plan.flowId() == 0 ? Optional.empty() : table().transport().flow(plan.flowId());
        if (flow.isPresent() && flow.get().isOpen()) {
            Flow f = flow.get();
            ListenPoint from = plan.socket() != null ? plan.socket() : f.listenPoint();
            targets = List.of(new Target(f.protocol(), f.remote(), f.id(), from, plan.mayConnect(), null));
            tryNext();
        } else {
            state = State.RESOLVING;
            proxy.resolver().resolve(plan.nextHop(), table().worker(), this::resolved);
        }
    }

    private void resolved(Resolution resolution) {
        if (state != State.RESOLVING) {
            return; // cancelled meanwhile
        }
        if (!resolution.succeeded()) {
            fail(478, "Unresolvable destination");
            return;
        }
        targets = resolution.targets();
        tryNext();
    }

    private void tryNext() {
        while (nextTarget < targets.size()) {
            Target target = prepared(targets.get(nextTarget++));
            Optional<ListenPoint> from = table().transport().sourceFor(target);
            if (from.isPresent()) {
                send(target, from.get());
                return;
            }
            lastError = "no socket for " + target.protocol().token();
        }
        if (plan.otherwise() != null) {
            plan = plan.otherwise();
            nextTarget = 0;
            seek();
            return;
        }
        fail(branchId.isEmpty() ? 500 : 503, branchId.isEmpty() ? "No socket" : "Service Unavailable");
    }

    private Target prepared(Target target) {
        ListenPoint from =
                plan.socket() != null && plan.socket().protocol() == target.protocol() ? plan.socket() : target.from();
        return new Target(
                target.protocol(),
                target.address(),
                target.flowId(),
                from,
                plan.mayConnect() && target.mayConnect(),
                target.serverName());
    }

    private void send(Target target, ListenPoint from) {
        state = State.CALLING;
        branchId = table().ids().nextBranch();
        byte[] message = plan.request().write(from, target.protocol(), branchId);
        if (!proxy.hooks().sending(this, target, message)) {
            fail(477, "Send failed");
            return;
        }
        String method = plan.request().message().methodName();
        long wait = Math.min(plan.timers().reply(), proxy.remainingMillis(plan.timers()));
        String mine = branchId;
        ClientTransaction started = table().startClient(
                        new ClientRequest(method, branchId, message, target),
                        proxy.clientTimers().withGiveUp(wait),
                        this);
        if (mine.equals(branchId)) {
            client = started;
        }
    }

    @Override
    public void response(ClientTransaction transaction, Inbound response) {
        int status = response.message().status();
        boolean current = transaction.branch().equals(branchId);
        if (!current && status / 100 != 2) {
            return; // a target that was given up
        }
        client = transaction;
        if (state == State.COMPLETED && status / 100 != 2) {
            return;
        }
        if (status < 200) {
            provisional();
        } else if (status == 503 && state == State.CALLING && mayFailOver()) {
            lastError = "503 from " + transaction.target().address();
            tryNext();
            return;
        }
        proxy.received(this, response);
    }

    private void provisional() {
        boolean first = state == State.CALLING;
        state = State.PROCEEDING;
        if (!proxy.isInvite()) {
            return;
        }
        if (cancelHeaders != null && !cancelSent) {
            sendCancel();
        } else if (!cancelSent && (first || plan.timers().restart())) {
            startTimerC(Math.min(plan.timers().finalReply(), proxy.remainingMillis(plan.timers())));
        }
    }

    private void startTimerC(long millis) {
        stopTimerC();
        timerC = table().worker().timers().schedule(millis, this::finalReplyTimeout);
    }

    private void stopTimerC() {
        if (timerC != null) {
            timerC.cancel();
            timerC = null;
        }
    }

    private void finalReplyTimeout() {
        timerC = null;
        if (state != State.PROCEEDING) {
            return;
        }
        if (!cancelSent) {
            client.cancel(proxy.reasonHeader(480, null));
            cancelSent = true;
        }
        fail(proxy.isCanceled() ? 487 : 408, proxy.isCanceled() ? "Request Terminated" : "Request Timeout");
    }

    @Override
    public void timedOut(ClientTransaction transaction) {
        if (!transaction.branch().equals(branchId) || state == State.COMPLETED) {
            return;
        }
        if (state == State.CALLING && cancelHeaders == null && mayFailOver()) {
            lastError = "no answer from " + transaction.target().address();
            tryNext();
        } else {
            fail(408, "Request Timeout");
        }
    }

    @Override
    public void transportError(ClientTransaction transaction, String reason) {
        if (!transaction.branch().equals(branchId) || state == State.COMPLETED) {
            return;
        }
        lastError = reason;
        if (state == State.CALLING && cancelHeaders == null && mayFailOver()) {
            tryNext();
        } else if (starting) {
            fail(477, "Send failed");
        } else {
            fail(503, "Service Unavailable");
        }
    }

    /** What went wrong last, for logs. */
    public String lastError() {
        return lastError;
    }

    private boolean mayFailOver() {
        return plan.otherwise() != null
                || nextTarget < targets.size() && proxy.settings().failover();
    }

    /**
     * Gives it up: now when it was not sent or its peer has answered provisionally, else as soon as it does (RFC 3261
     * §9.1).
     *
     * @param headers header fields for the CANCEL, each with its line break
     */
    public void cancel(String headers) {
        if (state == State.COMPLETED || cancelSent || !proxy.isInvite()) {
            return;
        }
        cancelHeaders = headers;
        if (state == State.PROCEEDING) {
            sendCancel();
        } else if (state == State.RESOLVING || state == State.IDLE) {
            fail(487, "Request Terminated");
        }
    }

    private void sendCancel() {
        cancelSent = true;
        client.cancel(cancelHeaders);
        startTimerC(Math.min(plan.timers().reply(), 32_000)); // RFC 3261 §9.1: a peer that ignores it
    }

    /** A final reply came and was looked at; {@code null} for a 2xx. */
    void complete(int status, RelayedReply newReply) {
        stopTimerC();
        lastStatus = status;
        state = State.COMPLETED;
        reply = newReply;
    }

    void noteStatus(int status) {
        lastStatus = status;
    }

    private void fail(int status, String reason) {
        complete(status, RelayedReply.local(status, reason));
        if (!starting) {
            proxy.failedLocally(this);
        }
    }

    private TransactionTable table() {
        return proxy.table();
    }
}
