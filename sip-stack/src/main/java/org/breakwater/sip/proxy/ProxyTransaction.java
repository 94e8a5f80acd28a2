package org.breakwater.sip.proxy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.message.HeaderIndex;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.MessageWriter;
import org.breakwater.sip.message.Octets;
import org.breakwater.sip.message.SipMessage;
import org.breakwater.sip.transaction.Inbound;
import org.breakwater.sip.transaction.ServerTransaction;
import org.breakwater.sip.transaction.ServerTransactionUser;
import org.breakwater.sip.transaction.TimerValues;
import org.breakwater.sip.transaction.TransactionTable;

/**
 * The response context of RFC 3261 §16: one request received, its branches, and what goes back. Belongs to one worker.
 */
public final class ProxyTransaction implements ServerTransactionUser {

    private static final int WAITING_LIMIT = 64;

    private final ServerTransaction server;
    private final TransactionTable table;
    private final NextHopResolver resolver;
    private final ProxyHooks hooks;
    private final long startNanos;
    private final List<Branch> branches = new ArrayList<>(2);
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>(0);
    private ProxySettings settings;
    private TimerValues clientTimers;
    private boolean busy;
    private boolean canceled;
    private int firstCounted;
    private Object attachment;

    /** Takes over a server transaction. */
    public ProxyTransaction(
            ServerTransaction server,
            TransactionTable table,
            NextHopResolver resolver,
            ProxyHooks hooks,
            ProxySettings settings) {
        this.server = server;
        this.table = table;
        this.resolver = resolver;
        this.hooks = hooks;
        this.settings = settings;
        this.clientTimers = table.timerValues();
        this.startNanos = table.worker().time().monotonicNanos();
        server.setUser(this);
    }

    /** The server transaction. */
    public ServerTransaction server() {
        return server;
    }

    /** All branches so far, in order. */
    public List<Branch> branches() {
        return branches;
    }

    /** Whether it is an INVITE. */
    public boolean isInvite() {
        return server.isInvite();
    }

    /** Whether a CANCEL came for it. */
    public boolean isCanceled() {
        return canceled;
    }

    /** How it behaves. */
    public ProxySettings settings() {
        return settings;
    }

    /** Changes how it behaves from now on. */
    public void setSettings(ProxySettings newSettings) {
        settings = newSettings;
    }

    /** Changes the retransmission timers of branches sent from now on. */
    public void setClientTimers(TimerValues values) {
        clientTimers = values;
    }

    /** What the layer above knows of it. */
    public Object attachment() {
        return attachment;
    }

    /** Says what the layer above knows of it. */
    public void setAttachment(Object newAttachment) {
        attachment = newAttachment;
    }

    /** Milliseconds since it was made. */
    public long ageMillis() {
        return (table.worker().time().monotonicNanos() - startNanos) / 1_000_000L;
    }

    /** Whether some branch may still get a final reply. */
    public boolean hasPendingBranches() {
        for (int i = 0; i < branches.size(); i++) {
            if (!branches.get(i).isCompleted()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets the replies of the branches so far: the best one is chosen among those added from now on.
     */
    public void dropReplies() {
        firstCounted = branches.size();
    }

    /** Adds a branch that is sent by {@link #start}. */
    public Branch addBranch(BranchPlan plan) {
        Branch branch = new Branch(this, branches.size(), plan);
        branches.add(branch);
        return branch;
    }

    /**
     * Sends branches that were added, in parallel. Those that fail at once are completed with a reply made here; when
     * all of them do, they are taken away again and the transaction is as before.
     *
     * @return the failure when all failed at once, else null
     */
    public RelayedReply start(List<Branch> added) {
        RelayedReply failure = null;
        boolean sent = false;
        for (int i = 0; i < added.size(); i++) {
            Branch branch = added.get(i);
            branch.start();
            if (branch.isCompleted()) {
                failure = branch.reply();
            } else {
                sent = true;
            }
        }
        if (sent) {
            return null;
        }
        branches.removeAll(added);
        return failure == null ? RelayedReply.local(500, "Server Internal Error") : failure;
    }

    /**
     * Sends a reply made here. A final one cancels the branches that are still open.
     *
     * @return whether the state allowed it
     */
    public boolean reply(int status, String reason, byte[] reply) {
        boolean sent = !server.isAnswered() && server.respond(status, reply);
        if (sent) {
            hooks.replied(this, status, reason, null);
            if (status >= 200) {
                cancelBranches(reasonHeader(status, null));
            }
        }
        return sent;
    }

    /**
     * The caller gives up: open branches are cancelled, and if there are none the INVITE is answered with 487.
     *
     * @param reasonHeaders Reason fields of the CANCEL to pass on, each with its line break; empty for none
     */
    public void cancel(String reasonHeaders) {
        canceled = true;
        cancelBranches(reasonHeaders);
        if (!busy && !server.isAnswered() && !hasPendingBranches()) {
            sendLocal(487, "Request Terminated");
        }
    }

    /** Cancels every branch that has no final reply. */
    public void cancelBranches(String headers) {
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).cancel(headers);
        }
    }

    /** A Reason field for CANCELs made because of a final status (RFC 3326), or empty when they are not wanted. */
    String reasonHeader(int status, String text) {
        if (!settings.cancelReason()) {
            return "";
        }
        return "Reason: SIP;cause=" + status + (text == null ? "" : ";text=\"" + text + '"') + "\r\n";
    }

    void received(Branch branch, Inbound response) {
        if (busy) {
            later(() -> received(branch, response));
            return;
        }
        busy = true;
        hooks.replyReceived(branch, response, relayed -> {
            looked(branch, response, relayed);
        });
    }

    private void looked(Branch branch, Inbound response, RelayedReply relayed) {
        int status = relayed == null ? response.message().status() : relayed.status();
        if (status < 200) {
            branch.noteStatus(status);
            if (relayed != null && !server.isAnswered() && (status > 100 || settings.relay100())) {
                sendUpstream(relayed);
            }
            release();
        } else if (status < 300) {
            branch.complete(status, null);
            sendUpstream(relayed == null ? RelayedReply.of(response.message()) : relayed);
            cancelBranches(reasonHeader(200, "Call completed elsewhere"));
            release();
        } else {
            branch.complete(status, relayed == null ? RelayedReply.of(response.message()) : relayed);
            if (status >= 600 && settings.stopOn6xx()) {
                cancelBranches(reasonHeader(status, null));
            }
            branchEnded(branch);
        }
    }

    /** Nothing could be sent after all: passes a reply made here on, unless something else came first. */
    public void failed(RelayedReply reply) {
        if (!server.isAnswered() && !hasPendingBranches()) {
            relayFinal(reply);
        }
    }

    void failedLocally(Branch branch) {
        if (busy) {
            waiting.add(() -> failedLocally(branch)); // once for each branch, and must not be lost
            return;
        }
        busy = true;
        branchEnded(branch);
    }

    private void branchEnded(Branch branch) {
        hooks.branchFailed(branch, () -> {
            if (hasPendingBranches() || server.isAnswered()) {
                release();
            } else {
                RelayedReply best = best();
                hooks.allFailed(this, best, () -> afterFailure(best));
            }
        });
    }

    private void afterFailure(RelayedReply best) {
        if (!server.isAnswered() && !hasPendingBranches()) {
            relayFinal(best);
        }
        release();
    }

    /** The best final reply so far; a local 500 when there is none. */
    public RelayedReply best() {
        int best = BestReply.choose(countedReplies());
        return best < 0
                ? RelayedReply.local(500, "Server Internal Error")
                : countedReplies().get(best);
    }

    private List<RelayedReply> countedReplies() {
        List<RelayedReply> replies = new ArrayList<>(branches.size());
        for (int i = firstCounted; i < branches.size(); i++) {
            replies.add(branches.get(i).reply());
        }
        return replies;
    }

    private void relayFinal(RelayedReply best) {
        RelayedReply reply =
                best.status() == 503 && settings.remap503() ? RelayedReply.local(500, best.reasonText()) : best;
        if (canceled && best.isLocal() && best.status() == 408) {
            reply = RelayedReply.local(487, "Request Terminated");
        }
        if (reply.isLocal()) {
            sendLocal(reply.status(), reply.reason());
        } else {
            sendUpstream(withAllChallenges(reply));
        }
    }

    private void sendLocal(int status, String reason) {
        if (server.respond(status, hooks.localReply(this, status, reason))) {
            hooks.replied(this, status, reason, null);
        }
    }

    private void sendUpstream(RelayedReply reply) {
        byte[] octets = reply.write();
        if (!server.respond(reply.status(), octets)) {
            if (reply.status() / 100 != 2 || !isInvite()) {
                return;
            }
            server.sendUnchecked(octets); // RFC 3261 §16.7 step 5: every 2xx to an INVITE goes upstream
        }
        hooks.replied(this, reply.status(), reply.reasonText(), reply.message());
    }

    private RelayedReply withAllChallenges(RelayedReply best) {
        if (!settings.aggregateChallenges() || (best.status() != 401 && best.status() != 407)) {
            return best;
        }
        StringBuilder fields = new StringBuilder();
        for (RelayedReply other : countedReplies()) {
            if (other != null
                    && other != best
                    && !other.isLocal()
                    && (other.status() == 401 || other.status() == 407)) {
                appendChallenges(other.message(), fields);
            }
        }
        if (fields.length() == 0) {
            return best;
        }
        MessageEdits edits =
                best.edits() == null ? new MessageEdits() : best.edits().copy();
        edits.insert(MessageWriter.endOfHeaders(best.message()), fields.toString());
        return best.withEdits(edits);
    }

    private static void appendChallenges(SipMessage from, StringBuilder fields) {
        HeaderIndex index = from.index();
        for (int i = 0; i < index.count(); i++) {
            if (index.name(i) == HeaderName.WWW_AUTHENTICATE || index.name(i) == HeaderName.PROXY_AUTHENTICATE) {
                fields.append(Octets.text(from.buffer(), index.lineStart(i), index.lineEnd(i)));
            }
        }
    }

    private void later(Runnable task) {
        if (waiting.size() < WAITING_LIMIT) {
            waiting.add(task); // one that does not fit is lost, as on the network
        }
    }

    private void release() {
        busy = false;
        while (!busy && !waiting.isEmpty()) {
            waiting.poll().run();
        }
    }

    @Override
    public void acknowledged(ServerTransaction transaction, SipMessage ack) {
        hooks.acknowledged(this, ack);
    }

    @Override
    public void ended(ServerTransaction transaction) {
        hooks.ended(this);
    }

    long remainingMillis(BranchTimers timers) {
        return Math.max(0, timers.lifetime() - ageMillis());
    }

    TransactionTable table() {
        return table;
    }

    NextHopResolver resolver() {
        return resolver;
    }

    ProxyHooks hooks() {
        return hooks;
    }

    TimerValues clientTimers() {
        return clientTimers;
    }
}
