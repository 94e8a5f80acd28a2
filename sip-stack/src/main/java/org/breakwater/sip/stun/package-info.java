/**
 * STUN binding requests and responses as SIP keepalives use them (RFC 5389, RFC 5626 §4.4.2).
 *
 * <p>Pure: octets in, octets out. May call: the JDK only.
 */
package org.breakwater.sip.stun;
