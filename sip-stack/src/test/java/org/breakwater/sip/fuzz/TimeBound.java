package org.breakwater.sip.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import org.breakwater.sip.message.Octets;

/**
 * Runs a fuzz target and fails when an input takes too much processor time. An input that does gets more tries, since
 * the first ones may run in code that is not compiled yet.
 */
public final class TimeBound {

    /**
     * The most an input may take, in ms of processor time. The goal is 50 in optimised code; tests run without the
     * optimising compiler and on shared processors, where 51 was seen.
     */
    public static final long MAX_MILLIS = 100;

    private static final int TRIES = 10;

    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

    /** Runs the target; whatever it throws comes out. */
    public void run(Consumer<byte[]> target, byte[] input) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > MAX_MILLIS; i++) {
            long start = clock.getCurrentThreadCpuTime();
            target.accept(input);
            best = Math.min(best, (clock.getCurrentThreadCpuTime() - start) / 1_000_000);
        }
        if (best > MAX_MILLIS) {
            String shown = Octets.text(input, 0, Math.min(input.length, 300));
            throw new AssertionError(best + " ms for " + input.length + " octets: " + shown);
        }
    }
}
