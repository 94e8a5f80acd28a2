/**
 * From the octets of a question to the octets of its answer: parsing (RFC 1035 §4.1, EDNS RFC 6891, client subnet RFC
 * 7871), the answers of a view, encoded once and copied ever after, truncation, and limits on how much one source gets.
 *
 * <p>A {@link org.breakwater.dns.answer.Responder} belongs to one event loop; everything it reads is immutable or made
 * for many threads. No sockets here: octets in, octets out. May call: {@code dns.zone}, {@code dns.view}, dnsjava's
 * encoder, {@code platform} (networks, time, metrics).
 */
package org.breakwater.dns.answer;
