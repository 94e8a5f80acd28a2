/**
 * The sockets of SIP: UDP, TCP, TLS, WebSocket (RFC 3261 §18, RFC 7118) on Netty, natively with epoll.
 *
 * <p>Each event loop is a {@link org.breakwater.sip.flow.Worker}. A connection belongs to one loop for life and has one
 * handler; it holds a buffer only while a message is incomplete. Messages are handed up on the worker of their Call-ID.
 * May call: codec, stun, flow, message, msrp, platform.time, Netty.
 */
package org.breakwater.sip.transport;
