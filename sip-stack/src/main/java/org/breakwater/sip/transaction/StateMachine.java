package org.breakwater.sip.transaction;

/** A pure transition function. */
@FunctionalInterface
interface StateMachine {

    /** What an event leads to; events that mean nothing in a state change nothing. */
    Transition next(TransactionState state, TransactionEvent event);
}
