package org.breakwater.sip.flow;

/** Tells how far behind the workers are. Safe from any thread. */
public interface OverloadGauge {

    /** How long, in nanoseconds, a task of this worker last waited for its turn; grows while the worker is stuck. */
    long lagNanos(int worker);

    /** The worst lag of all workers in nanoseconds. */
    long maxLagNanos();
}
