/**
 * The ports between transport and everything above it: flows (RFC 5626), listening points, targets, and the workers
 * that all signalling runs on.
 *
 * <p>A worker is one event loop. A message is handled on the worker its Call-ID belongs to, so that what belongs to
 * one call happens in order and without locks. May call: message, msrp, platform.time.
 */
package org.breakwater.sip.flow;
