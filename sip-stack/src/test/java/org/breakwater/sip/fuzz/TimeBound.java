package org.breakwater.sip.fuzz;

import java.util.function.Consumer;
import org.breakwater.platform.time.TimeSource;
import org.breakwater.sip.message.Octets;

/**
 * Runs a fuzz target and fails when an input takes too long. An input that does gets more tries: the machine may have
 * been busy with something else.
 */
public final class TimeBound {

    /** The longest an input may take. */
    public static final long MAX_MILLIS = 50;

    private static final int TRIES = 5;

    private final TimeSource time = TimeSource.system();

    /** Runs the target; whatever it throws comes out. */
    public void run(Consumer<byte[]> target, byte[] input) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > MAX_MILLIS; i++) {
            long start = time.monotonicNanos();
            target.accept(input);
            best = Math.min(best, (time.monotonicNanos() - start) / 1_000_000);
        }
        if (best > MAX_MILLIS) {
            String shown = Octets.text(input, 0, Math.min(input.length, 300));
            throw new AssertionError(best + " ms for " + input.length + " octets: " + shown);
        }
    }
}
