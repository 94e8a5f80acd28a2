package org.breakwater.script.compile;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.EvaluationException;
import org.breakwater.script.run.ScriptContext;

/**
 * A call that belongs on the message's worker. Made from a pool thread it is handed over and waited for; workers never
 * wait for pool threads, so this cannot lock up.
 */
record OnWorker(Action action) implements Action {

    private static final int LIMIT_SECONDS = 10;

    @Override
    public int run(ScriptContext ctx) {
        if (ctx.worker().isCurrent()) {
            return action.run(ctx);
        }
        CompletableFuture<Integer> result = new CompletableFuture<>();
        ctx.worker().execute(() -> {
            try {
                result.complete(action.run(ctx));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException r) {
                throw r;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new EvaluationException("worker did not answer in " + LIMIT_SECONDS + " s");
        }
    }
}
