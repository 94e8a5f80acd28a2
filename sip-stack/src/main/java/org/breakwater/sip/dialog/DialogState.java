package org.breakwater.sip.dialog;

/** States of a dialog (RFC 3261 §12). */
public enum DialogState {
    /** A provisional response with a To tag was sent or received. */
    EARLY,
    /** A 2xx was sent or received. */
    CONFIRMED,
    /** BYE, a failure of the INVITE, or a response that says the peer knows no such dialog. */
    TERMINATED
}
