/**
 * Test kit: a network in memory that runs in virtual time. Nodes have a real address, sockets and a worker; what they
 * send arrives a millisecond later. Nothing here is thread-safe.
 */
package org.breakwater.sip.kit;
