package org.breakwater.presence.calendar.busy;

/** How busy somebody is; of several at one time the last one here counts. Free time is no interval. */
public enum BusyKind {
    /** At work, not in the usual place. */
    WORKING_ELSEWHERE,
    /** Invited and not decided yet. */
    TENTATIVE,
    BUSY,
    OUT_OF_OFFICE
}
