package org.breakwater.presence.xmpp.gateway;

import org.breakwater.platform.metrics.Counter;
import org.breakwater.platform.metrics.Metrics;

/** What the gateway counts. */
record GatewayCounts(
        Counter stanzasIn, Counter stanzasOut, Counter notSent, Counter toXmpp, Counter toSip, Counter refused) {

    static GatewayCounts in(Metrics metrics) {
        String messages = "Messages that crossed";
        return new GatewayCounts(
                metrics.counter("breakwater_xmpp_stanzas_in_total", "Stanzas the XMPP server sent"),
                metrics.counter("breakwater_xmpp_stanzas_out_total", "Stanzas sent to the XMPP server"),
                metrics.counter("breakwater_xmpp_stanzas_dropped_total", "Stanzas that could not be sent"),
                metrics.counter("breakwater_xmpp_messages_total", messages, "to", "xmpp"),
                metrics.counter("breakwater_xmpp_messages_total", messages, "to", "sip"),
                metrics.counter("breakwater_xmpp_messages_refused_total", "Messages that came back as errors"));
    }
}
