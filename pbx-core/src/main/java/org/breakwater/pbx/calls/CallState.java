package org.breakwater.pbx.calls;

/** Where a call stands. A call that ended or failed is no longer in the directory. */
public enum CallState {
    CALLING,
    RINGING,
    ANSWERED
}
