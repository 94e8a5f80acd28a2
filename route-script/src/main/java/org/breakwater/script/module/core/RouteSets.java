package org.breakwater.script.module.core;

import static org.breakwater.script.run.RouteKind.BRANCH;
import static org.breakwater.script.run.RouteKind.CORE_REPLY;
import static org.breakwater.script.run.RouteKind.FAILURE;
import static org.breakwater.script.run.RouteKind.LOCAL;
import static org.breakwater.script.run.RouteKind.ONREPLY;
import static org.breakwater.script.run.RouteKind.REQUEST;

import java.util.EnumSet;
import java.util.Set;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.run.RouteKind;

/** Sets of route kinds that functions are allowed in, under the names of what they have in common. */
public final class RouteSets {

    /** Every kind. */
    public static final Set<RouteKind> ANY = FunctionExport.ANY_ROUTE;

    /** Only requests as they come in. */
    public static final Set<RouteKind> REQUESTS = Set.copyOf(EnumSet.of(REQUEST));

    /** Requests as they come in, and requests made here. */
    public static final Set<RouteKind> REQUESTS_LOCAL = Set.copyOf(EnumSet.of(REQUEST, LOCAL));

    /** Requests and failure routes: where branches are made. */
    public static final Set<RouteKind> REQUESTS_FAILURES = Set.copyOf(EnumSet.of(REQUEST, FAILURE));

    /** Requests, failure routes and requests made here. */
    public static final Set<RouteKind> REQUESTS_FAILURES_LOCAL = Set.copyOf(EnumSet.of(REQUEST, FAILURE, LOCAL));

    /** Where a request is on its way out. */
    public static final Set<RouteKind> REQUESTS_FAILURES_BRANCHES = Set.copyOf(EnumSet.of(REQUEST, FAILURE, BRANCH));

    /** Where any message is on its way out. */
    public static final Set<RouteKind> REQUESTS_TO_REPLIES =
            Set.copyOf(EnumSet.of(REQUEST, FAILURE, BRANCH, ONREPLY, CORE_REPLY));

    /** Messages as they come in: requests and both reply routes. */
    public static final Set<RouteKind> INCOMING = Set.copyOf(EnumSet.of(REQUEST, ONREPLY, CORE_REPLY));

    /** Messages as they come in, and failure routes. */
    public static final Set<RouteKind> INCOMING_FAILURES =
            Set.copyOf(EnumSet.of(REQUEST, FAILURE, ONREPLY, CORE_REPLY));

    /** Both reply routes. */
    public static final Set<RouteKind> REPLIES = Set.copyOf(EnumSet.of(ONREPLY, CORE_REPLY));

    /** The reply route of the core alone. */
    public static final Set<RouteKind> CORE_REPLIES = Set.copyOf(EnumSet.of(CORE_REPLY));

    private RouteSets() {}
}
