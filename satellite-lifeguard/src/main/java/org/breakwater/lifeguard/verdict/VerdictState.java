package org.breakwater.lifeguard.verdict;

/** What the LifeGUARD holds to be true about the main servers. */
public enum VerdictState {
    /** The link stands and a main server answers. */
    CONNECTED,
    /** Something is wrong, but it may pass: the main servers are still tried first. */
    SUSPECT,
    /** No main server can be reached; the branch lives on what it has. */
    ALONE,
    /** Main servers answer again; it is not sure yet that they go on doing so. */
    RETURNING;

    /** Whether requests for others than local users are offered to the main servers. */
    public boolean triesMains() {
        return this != ALONE;
    }
}
