package org.breakwater.sip.dialog;

/** What a dialog thinks of a request from the peer (RFC 3261 §12.2.2). */
public enum IncomingVerdict {
    /** In order; a target refresh has taken effect. */
    ACCEPTED,
    /** CSeq is lower than one seen before: answer 500. */
    OUT_OF_ORDER,
    /** The dialog is over: answer 481. */
    NO_DIALOG
}
