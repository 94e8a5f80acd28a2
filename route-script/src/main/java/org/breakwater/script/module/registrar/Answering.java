package org.breakwater.script.module.registrar;

import java.util.concurrent.CompletableFuture;
import org.breakwater.platform.state.Backup;
import org.breakwater.registrar.location.Location;
import org.breakwater.registrar.register.Acknowledgement;
import org.breakwater.registrar.register.RegisterResult;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Signalling;
import org.breakwater.sip.flow.Worker;

/**
 * Answers REGISTERs once another server holds what they changed; the script goes on meanwhile. On a server that is alone
 * that is at once. Answers about one address of record stay in order.
 */
final class Answering {

    private final Signalling signalling;
    private final Acknowledgement acknowledgement;
    private final Location location;

    Answering(Signalling signalling, Acknowledgement acknowledgement, Location location) {
        this.signalling = signalling;
        this.acknowledgement = acknowledgement;
        this.location = location;
    }

    /**
     * Whether the REGISTER came before and its answer is on the way or known; it is dealt with then. What may come again
     * while its answer waits gets a transaction, which is where the script looks for it.
     */
    boolean isRetransmission(ScriptContext ctx) {
        return mayWait(ctx)
                && !ctx.flow().protocol().isReliable()
                && ctx.transaction() == null
                && signalling.newTransaction(ctx) == 0;
    }

    private boolean mayWait(ScriptContext ctx) {
        return acknowledgement.waits() && ctx.routeKind() == RouteKind.REQUEST;
    }

    void answer(ScriptContext ctx, String aor, RegisterResult result) {
        CompletableFuture<Backup> held =
                mayWait(ctx) ? acknowledgement.of(location, aor).toCompletableFuture() : null;
        if (held == null || held.isDone()) {
            signalling.reply(ctx, result.status(), result.reason());
            return;
        }
        Runnable reply = signalling.replyLater(ctx, result.status(), result.reason());
        if (reply != null) {
            Worker worker = ctx.worker();
            held.whenComplete((backup, failure) -> worker.execute(reply));
        }
    }
}
