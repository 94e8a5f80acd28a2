/**
 * Frames of MSRP (RFC 4975) as a relay sees them (RFC 4976): where they end in a stream, their paths and header fields,
 * and what is written when one is passed on or answered.
 *
 * <p>Pure: knows neither sockets nor threads. A frame is indexed, not parsed; bodies are never looked at and leave as the
 * octets that came. May call: message.
 */
package org.breakwater.sip.msrp;
