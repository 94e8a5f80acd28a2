package org.breakwater.presence.feature;

/** What came of pressing the key of a switch. */
public enum Pressed {
    /** It is on now. */
    ON,
    /** It is off now. */
    OFF,
    /** There is no such switch. */
    UNKNOWN,
    /** It is somebody's do-not-disturb, and not the presser's. */
    NOT_YOURS
}
