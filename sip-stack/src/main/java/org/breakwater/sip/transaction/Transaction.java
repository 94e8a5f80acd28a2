package org.breakwater.sip.transaction;

import org.breakwater.platform.time.Timers;

/**
 * What client and server transactions share: a state, the machine that changes it, timers that feed the machine, and
 * an end that comes once. Belongs to one worker.
 */
abstract class Transaction {

    private final StateMachine machine;
    private final TransactionTimers timers;
    private TransactionState state;
    private boolean ended;

    Transaction(StateMachine machine, TransactionState first, Timers timers, TimerValues values, boolean reliable) {
        this.machine = machine;
        this.state = first;
        this.timers = new TransactionTimers(timers, values, reliable, timer -> on(TransactionEvent.of(timer)));
    }

    /** Where it stands. */
    public final TransactionState state() {
        return state;
    }

    /** Ends it at once, whatever its state; nothing more is sent, and what still comes for it is a stray. */
    public final void terminate() {
        if (ended) {
            return;
        }
        ended = true;
        state = TransactionState.TERMINATED;
        timers.stop();
        ended();
    }

    /** Carries out an effect that is not about timers; may come back here, and even end the transaction. */
    abstract void perform(Effect effect);

    /** It has ended: leaves the table and tells its user. */
    abstract void ended();

    final TransactionTimers timers() {
        return timers;
    }

    final void on(TransactionEvent event) {
        Transition transition = machine.next(state, event);
        boolean ends = transition.state() == TransactionState.TERMINATED && state != TransactionState.TERMINATED;
        state = transition.state();
        for (int i = 0; i < transition.effects().size() && !ended; i++) {
            Effect effect = transition.effects().get(i);
            if (effect.timer() != null) {
                timers.start(effect.timer());
            } else if (effect == Effect.STOP_TIMERS) {
                timers.stop();
            } else {
                perform(effect);
            }
        }
        if (ends) {
            terminate();
        }
        timers.fireDue();
    }
}
