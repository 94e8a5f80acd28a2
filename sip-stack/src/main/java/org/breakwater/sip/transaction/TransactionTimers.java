package org.breakwater.sip.transaction;

import java.util.function.Consumer;
import org.breakwater.platform.time.Timers;

/**
 * The timers of one transaction: at most one that retransmits and one that ends a state. A timer of 0 ms fires once
 * the effects of the running transition are done, see {@link #fireDue}.
 */
final class TransactionTimers implements Runnable {

    private final Timers timers;
    private final TimerValues values;
    private final boolean reliable;
    private final Consumer<SipTimer> fired;
    private Timers.Timer retransmission;
    private Timers.Timer stateEnd;
    private SipTimer stateTimer;
    private boolean due;
    private long interval;

    TransactionTimers(Timers timers, TimerValues values, boolean reliable, Consumer<SipTimer> fired) {
        this.timers = timers;
        this.values = values;
        this.reliable = reliable;
        this.fired = fired;
    }

    /** Starts a timer; a retransmission timer that ran before runs longer. */
    void start(SipTimer timer) {
        long millis = timer.millis(values, reliable);
        if (millis == SipTimer.NEVER) {
            return;
        }
        if (timer.isRetransmission()) {
            interval = interval == 0 ? millis : values.next(timer, interval);
            retransmission = timers.schedule(interval, () -> fired.accept(timer));
        } else {
            stateTimer = timer;
            if (millis == 0) {
                due = true;
            } else {
                stateEnd = timers.schedule(millis, this);
            }
        }
    }

    /** From now on retransmissions come every T2 (RFC 3261 §17.1.2.2, Proceeding). */
    void slowDown() {
        interval = values.t2();
    }

    /** Stops both timers. */
    void stop() {
        if (retransmission != null) {
            retransmission.cancel();
            retransmission = null;
        }
        if (stateEnd != null) {
            stateEnd.cancel();
            stateEnd = null;
        }
        interval = 0;
        due = false;
    }

    /** Fires a timer of 0 ms that was started. */
    void fireDue() {
        if (due) {
            due = false;
            fired.accept(stateTimer);
        }
    }

    /** The state timer fires. */
    @Override
    public void run() {
        stateEnd = null;
        fired.accept(stateTimer);
    }
}
