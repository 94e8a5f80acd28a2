package org.breakwater.sip.proxy;

import org.breakwater.sip.flow.ListenPoint;
import org.breakwater.sip.resolve.NextHop;

/**
 * What a branch is to do.
 *
 * @param request the request it sends
 * @param nextHop where to, before DNS
 * @param socket where to send from, or null to choose
 * @param flowId connection to use while it is open, 0 for none
 * @param mayConnect whether a connection may be opened
 * @param timers how long it waits
 * @param otherwise what to do when none of its targets can be reached; null to fail
 */
public record BranchPlan(
        ForwardedRequest request,
        NextHop nextHop,
        ListenPoint socket,
        long flowId,
        boolean mayConnect,
        BranchTimers timers,
        BranchPlan otherwise) {

    /** A plan without another one behind it. */
    public BranchPlan(
            ForwardedRequest request,
            NextHop nextHop,
            ListenPoint socket,
            long flowId,
            boolean mayConnect,
            BranchTimers timers) {
        this(request, nextHop, socket, flowId, mayConnect, timers, null);
    }

    /** This plan first, then {@code next}. */
    public BranchPlan or(BranchPlan next) {
        return new BranchPlan(request, nextHop, socket, flowId, mayConnect, timers, next);
    }
}
