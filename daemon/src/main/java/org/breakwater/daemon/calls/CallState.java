package org.breakwater.daemon.calls;

/** Where a call stands. A call that ended or failed is no longer in the directory. */
public enum CallState {
    CALLING,
    RINGING,
    ANSWERED,
    /** The server that had it died; it may still be up between the phones, but nobody watches it. Not listed. */
    LOST
}
