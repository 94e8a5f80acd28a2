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
 */
public record BranchPlan(
        ForwardedRequest request,
        NextHop nextHop,
        ListenPoint socket,
        long flowId,
        boolean mayConnect,
        BranchTimers timers) {}
