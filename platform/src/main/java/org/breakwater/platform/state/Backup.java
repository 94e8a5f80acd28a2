package org.breakwater.platform.state;

/** Where a change is besides this server. */
public enum Backup {
    /** Another server has it, too. */
    HELD,
    /** There is no other server at present, or it has only just come and does not hold everything yet. */
    ALONE,
    /** Nobody confirmed it in time; it may yet arrive. */
    LATE
}
