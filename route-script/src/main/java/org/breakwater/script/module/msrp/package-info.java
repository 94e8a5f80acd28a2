/**
 * The {@code msrp} module: frames of MSRP (RFC 4975) that come in on SIP connections run {@code event_route[msrp:frame-in]},
 * which relays and answers them (RFC 4976); who may be reached is kept as sessions of connections.
 *
 * <p>A frame runs on the worker of its connection, so the frames of one connection stay in order; the table of sessions is
 * concurrent and outlives a script. May call: sip.msrp, sip.flow, sip.proxy, sip.resolve, platform.metrics.
 */
package org.breakwater.script.module.msrp;
