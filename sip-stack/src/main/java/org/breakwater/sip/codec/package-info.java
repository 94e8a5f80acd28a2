/**
 * Cuts a stream into SIP messages by Content-Length (RFC 3261 §18.3) and MSRP frames by their end-lines (RFC 4975 §7.1), and
 * tells keepalives from messages in datagrams.
 *
 * <p>Pure: knows neither sockets nor threads. Every buffer is bounded. May call: message, msrp.
 */
package org.breakwater.sip.codec;
