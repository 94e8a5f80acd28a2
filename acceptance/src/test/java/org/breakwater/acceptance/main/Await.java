package org.breakwater.acceptance.main;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waiting for real systems. */
public final class Await {

    private static final int PAUSE_MILLIS = 200;

    private Await() {}

    /**
     * Asks until it is so.
     *
     * @param what for the message, as a sentence that should become true
     * @return milliseconds it took
     * @throws AssertionError when it is not so in time
     */
    public static long until(String what, int seconds, Callable<Boolean> question) throws InterruptedException {
        long start = System.nanoTime();
        Throwable last = null;
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
            try {
                if (question.call()) {
                    return (System.nanoTime() - start) / 1_000_000;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("not within " + seconds + " s: " + what, last);
    }
}
