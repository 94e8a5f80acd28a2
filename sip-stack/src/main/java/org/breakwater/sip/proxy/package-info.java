/**
 * The stateful proxy of RFC 3261 §16: a server transaction with its branches, timers C, the choice of the best reply,
 * forking, CANCEL, and what is needed around it (stateless forwarding, Route preprocessing).
 *
 * <p>Where requests go and what happens to replies is decided by whoever implements {@link
 * org.breakwater.sip.proxy.ProxyHooks}. Everything of one transaction runs on its worker. May call: message, flow,
 * transaction, resolve, platform.time.
 */
package org.breakwater.sip.proxy;
