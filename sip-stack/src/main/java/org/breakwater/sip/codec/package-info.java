/**
 * Cuts a stream into SIP messages by Content-Length (RFC 3261 §18.3) and tells keepalives from messages in datagrams.
 *
 * <p>Pure: knows neither sockets nor threads. Every buffer is bounded. May call: message.
 */
package org.breakwater.sip.codec;
