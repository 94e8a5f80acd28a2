package org.breakwater.presence.lamp;

/** What a lamp shows. */
public enum LampState {
    /** A phone is registered and idle. */
    FREE,
    /** A call rings and can be picked up. */
    RINGING,
    /** Talking, or calling somebody. */
    ON_THE_PHONE,
    /** All that is left is a call on hold. */
    HELD,
    /** No phone is registered. */
    OFFLINE
}
