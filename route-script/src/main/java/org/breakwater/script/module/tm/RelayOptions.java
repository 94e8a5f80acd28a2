package org.breakwater.script.module.tm;

import org.breakwater.script.run.Expression;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.flow.TransportProtocol;

/**
 * How a call of t_relay and its kin differs from plain {@code t_relay()}.
 *
 * @param nextHop {@code host:port} or URI to send to instead of the next hop, or null
 * @param protocol transport to use, or null for what the next hop says
 * @param noAuto100 no 100 Trying (flag 1)
 * @param noErrorReply no reply when nothing could be sent (flag 2)
 * @param replicate replies are not passed on
 */
record RelayOptions(
        Expression nextHop, TransportProtocol protocol, boolean noAuto100, boolean noErrorReply, boolean replicate) {

    static final RelayOptions NONE = new RelayOptions(null, null, false, false, false);

    static RelayOptions over(TransportProtocol protocol) {
        return new RelayOptions(null, protocol, false, false, false);
    }

    static RelayOptions to(Expression hop, TransportProtocol protocol) {
        return new RelayOptions(hop, protocol, false, false, false);
    }

    RelayOptions withFlags(int flags) {
        return new RelayOptions(nextHop, protocol, (flags & 1) != 0, (flags & 2) != 0, replicate);
    }

    RelayOptions replicating() {
        return new RelayOptions(nextHop, protocol, true, true, true);
    }

    String nextHop(ScriptContext ctx) {
        return nextHop == null ? null : nextHop.asText(ctx);
    }
}
