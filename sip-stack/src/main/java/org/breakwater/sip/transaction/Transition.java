package org.breakwater.sip.transaction;

import java.util.List;

/**
 * What an event leads to.
 *
 * @param state the next state
 * @param effects what to do, in this order, once the state is entered
 */
public record Transition(TransactionState state, List<Effect> effects) {

    private static final Transition[] STAY = new Transition[TransactionState.values().length];

    static {
        for (TransactionState s : TransactionState.values()) {
            STAY[s.ordinal()] = new Transition(s, List.of());
        }
    }

    /** Copies the effects. */
    public Transition {
        effects = List.copyOf(effects);
    }

    static Transition to(TransactionState state, Effect... effects) {
        return new Transition(state, List.of(effects));
    }

    /** Nothing happens. */
    static Transition stay(TransactionState state) {
        return STAY[state.ordinal()];
    }
}
