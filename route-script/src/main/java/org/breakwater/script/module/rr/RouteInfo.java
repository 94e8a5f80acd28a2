package org.breakwater.script.module.rr;

import org.breakwater.script.run.ContextKey;
import org.breakwater.sip.message.Params;

/**
 * What loose_route() learned.
 *
 * @param params parameters of the Route that was ours
 * @param nextHopFromRoute whether another Route followed it and says where the request goes
 */
record RouteInfo(Params params, boolean nextHopFromRoute) {

    /** Where it is attached to a message. */
    static final ContextKey<RouteInfo> KEY = new ContextKey<>("rr.route");
}
