package org.breakwater.sip.transaction;

/** States of the four machines, with the names of RFC 3261 §17 and RFC 6026. */
public enum TransactionState {
    CALLING,
    TRYING,
    PROCEEDING,
    COMPLETED,
    CONFIRMED,
    ACCEPTED,
    TERMINATED
}
