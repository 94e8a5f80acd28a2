/**
 * Questions about zones of others, passed on to the servers the administrator named. Nothing blocks: dnsjava's own thread
 * waits for the answers. May call: {@code dns.answer}, {@code dns.transfer} (its port), dnsjava.
 */
package org.breakwater.dns.forward;
