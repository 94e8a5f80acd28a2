package org.breakwater.script.run;

/** Kinds of route blocks, which decide what functions may stand in them. */
public enum RouteKind {
    REQUEST,
    /** {@code route[NAME]}: what may stand in it is what may stand in REQUEST. */
    ROUTE,
    BRANCH,
    FAILURE,
    ONREPLY,
    CORE_REPLY,
    ONSEND,
    EVENT,
    LOCAL,
    BRANCH_FAILURE
}
