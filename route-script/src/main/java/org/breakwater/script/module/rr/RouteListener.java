package org.breakwater.script.module.rr;

import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.Params;

/** Hears of each request that came with a Route of ours. */
@FunctionalInterface
public interface RouteListener {

    /**
     * Called by loose_route() after the route was worked out.
     *
     * @param params parameters of the Route that was ours
     */
    void routed(ScriptContext ctx, Params params);
}
