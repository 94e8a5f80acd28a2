package org.breakwater.platform.link;

/** Whether a satellite is connected to a main server. */
public enum LinkState {
    CONNECTED,
    /** It is not, and tries again all the time. */
    DISCONNECTED
}
