/**
 * Cuts octets into SIP messages: a stream by Content-Length (RFC 3261 §18.3), a datagram at its end.
 *
 * <p>Pure: knows neither sockets nor threads. Every buffer is bounded. May call: message.
 */
package org.breakwater.sip.codec;
