package org.breakwater.script.module.dialog;

import java.util.List;

/**
 * One party of a dialog.
 *
 * @param contact its Contact URI, empty when unknown
 * @param routeSet Route values towards it from here, nearest first
 * @param cseq CSeq number it last used, 0 for none
 * @param socket the socket its messages came in on, as {@code udp:192.0.2.1:5060}; empty when unknown
 * @param flowId connection it came over when it is the next hop, 0 for none
 */
record Leg(String contact, List<String> routeSet, long cseq, String socket, long flowId) {

    /** Nothing known yet. */
    static final Leg UNKNOWN = new Leg("", List.of(), 0, "", 0);

    /** Copies the route set. */
    Leg {
        routeSet = List.copyOf(routeSet);
    }

    Leg withCseq(long number) {
        return new Leg(contact, routeSet, Math.max(cseq, number), socket, flowId);
    }

    Leg withContact(String uri) {
        return new Leg(uri, routeSet, cseq, socket, flowId);
    }
}
