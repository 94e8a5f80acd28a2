package org.breakwater.script.run;

import java.util.ArrayList;
import java.util.List;
import org.breakwater.sip.flow.Flow;
import org.breakwater.sip.flow.Worker;
import org.breakwater.sip.message.MessageEdits;
import org.breakwater.sip.message.SipMessage;

/**
 * The message being processed and everything the script may change about it. One per message and top route; belongs to
 * the thread that runs the script.
 */
public final class ScriptContext {

    private Execution execution;
    private Flow flow;
    private SipMessage message;
    private RouteKind routeKind;
    private TransactionScope scope;
    private ScriptTransaction transaction;
    private MessageEdits edits = new MessageEdits();
    private Destination destination = new Destination();
    private List<Destination> branches = new ArrayList<>(2);
    private final ReplyState reply = new ReplyState();
    private final RunState run = new RunState();
    private Attachments attachments;
    private int scriptFlags;

    /**
     * @param execution where the script runs: worker, variables, services of the run
     * @param message the message; for a failure route the request
     * @param flow where it came from
     */
    public ScriptContext(Execution execution, SipMessage message, Flow flow, RouteKind routeKind) {
        this.execution = execution;
        this.message = message;
        this.flow = flow;
        this.routeKind = routeKind;
        this.scope = new TransactionScope();
    }

    /** Where the script runs. */
    public Execution execution() {
        return execution;
    }

    /** Goes on elsewhere: a script that may block moves to a pool thread's variables. */
    public void moveTo(Execution newExecution) {
        execution = newExecution;
    }

    /** The worker the message belongs to. */
    public Worker worker() {
        return execution.worker();
    }

    /** The message as received, or as of the last {@code msg_apply_changes}. */
    public SipMessage message() {
        return message;
    }

    /** Puts a rewritten message in place; earlier edits no longer apply to it. */
    public void replaceMessage(SipMessage newMessage) {
        message = newMessage;
        edits = new MessageEdits();
    }

    /** Where the message came from; null for requests made here. */
    public Flow flow() {
        return flow;
    }

    /** Says where the message is to be taken to have come from. */
    public void setFlow(Flow newFlow) {
        flow = newFlow;
    }

    /** The kind of top route that runs. */
    public RouteKind routeKind() {
        return routeKind;
    }

    /** Changes the kind of top route, for callers that run several over one context. */
    public void setRouteKind(RouteKind kind) {
        routeKind = kind;
    }

    /** AVPs, flags and attachments that outlive the message when a transaction is made. */
    public TransactionScope scope() {
        return scope;
    }

    /** Takes over the scope of a transaction. */
    public void setScope(TransactionScope newScope) {
        scope = newScope;
    }

    /** The transaction of the message, null while there is none. */
    public ScriptTransaction transaction() {
        return transaction;
    }

    /** Says that the message belongs to a transaction. */
    public void setTransaction(ScriptTransaction newTransaction) {
        transaction = newTransaction;
        if (newTransaction != null) {
            scope = newTransaction.scope();
        }
    }

    /** Queued changes of header fields and body. */
    public MessageEdits edits() {
        return edits;
    }

    /** Puts other edits in place, for a branch's own view. */
    public void setEdits(MessageEdits newEdits) {
        edits = newEdits;
    }

    /** Request-URI, next hop, path, socket and flags of the main branch, or of the branch whose route runs. */
    public Destination destination() {
        return destination;
    }

    /** Puts another destination in place, for a branch's own view. */
    public void setDestination(Destination newDestination) {
        destination = newDestination;
    }

    /** Branches besides the main one, in the order they were appended. */
    public List<Destination> branches() {
        return branches;
    }

    /** The Request-URI in force: rewritten or as received; null for a reply. */
    public String requestUri() {
        return destination.uri() != null ? destination.uri() : message.requestUriText();
    }

    /** What will be put into replies made here. */
    public ReplyState reply() {
        return reply;
    }

    /** Return code and whether the script is leaving. */
    public RunState run() {
        return run;
    }

    /** Script flags ({@code setsflag}), cleared for each top route. */
    public int scriptFlags() {
        return scriptFlags;
    }

    /** Sets all script flags. */
    public void setScriptFlags(int flags) {
        scriptFlags = flags;
    }

    /** What modules attached to this message only. */
    public Attachments attachments() {
        if (attachments == null) {
            attachments = new Attachments();
        }
        return attachments;
    }

    /** Starts out with a copy of what is attached to another context, for a route that goes on with its message. */
    public void inheritAttachments(ScriptContext from) {
        attachments = from.attachments == null ? null : from.attachments.copy();
    }

    /** Logs at one of Kamailio's levels: -5 alert, -1 error, 0 warning, 1 notice, 2 info, 3 debug. */
    public void log(int level, String text) {
        execution.log().log(level, text);
    }
}
