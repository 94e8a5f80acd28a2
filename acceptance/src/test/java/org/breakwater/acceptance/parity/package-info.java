/**
 * Parity with Kamailio: runs every script of {@code src/test/resources/parity} through Debian's kamailio and through
 * our own engine and compares verdict, start and observable effect (replies, forwarded requests, probe log lines).
 *
 * <p>Owns the case format, the scripted SIP peers and the normalisation. Sockets here are the test's own loopback
 * peers. Every case runs on one thread of a small pool; the peers read on threads of a second pool.
 */
package org.breakwater.acceptance.parity;
