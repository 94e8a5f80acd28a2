package org.breakwater.script.module.tm;

import org.breakwater.script.run.ContextKey;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.ScriptContext;

/**
 * What the script asked for: routes that are armed, timers, switches. Kept with the message until a transaction is made
 * for it, then with the transaction. Times in milliseconds, 0 for the module's parameter.
 */
final class TmPlan {

    private static final ContextKey<TmPlan> KEY = new ContextKey<>("tm.plan");

    Route onBranch;
    Route onReply;
    Route onFailure;
    Route onBranchFailure;
    int frTimer;
    int frInvTimer;
    int maxInvLifetime;
    int maxNonInvLifetime;
    int retransmissionT1;
    int retransmissionT2;
    boolean disable6xx;
    boolean disableFailover;
    boolean disableInternalReply;
    boolean noE2eCancelReason;
    Boolean autoInv100;

    /** The plan of the context's transaction, or of its message. */
    static TmPlan of(ScriptContext ctx) {
        if (ctx.transaction() instanceof TmTransaction t) {
            return t.plan();
        }
        return ctx.attachments().orNew(KEY, TmPlan::new);
    }
}
