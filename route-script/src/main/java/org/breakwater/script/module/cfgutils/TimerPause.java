package org.breakwater.script.module.cfgutils;

import java.util.concurrent.CountDownLatch;
import org.breakwater.script.run.ScriptContext;

/** Waits for a timer of the message's worker. */
public final class TimerPause implements Pause {

    @Override
    public void hold(ScriptContext ctx, long millis) {
        CountDownLatch over = new CountDownLatch(1);
        ctx.worker().execute(() -> ctx.worker().timers().schedule(millis, over::countDown));
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
